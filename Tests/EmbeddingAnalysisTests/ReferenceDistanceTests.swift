import Testing

@testable import EmbeddingAnalysis

@Suite struct ReferenceDistanceTests {
  private func near(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-12 }

  @Test func distancesByHand() throws {
    let rows = try matrix([1, 0, 0, 1, 1, 1, -1, 0, 0, 0], columns: 2)
    let found = try ReferenceDistances(of: rows, reference: [0])
    #expect(zip(found.cosine, [0, 1, 1 - Double(0.5).squareRoot(), 2]).allSatisfy(near))
    #expect(found.cosine[4].isNaN)
    #expect(zip(found.euclidean, [0, Double(2).squareRoot(), 1, 2, 1]).allSatisfy(near))
    #expect(found.leaveOneOut.count == 1 && found.leaveOneOut[0].isNaN)
    // The mean of all rows is (0.2, 0.4): row 0 lies at (0.8, -0.4) from it, row 4 at (-0.2, -0.4).
    #expect(near(found.centeredCosine[0], 0))
    #expect(near(found.centeredCosine[4], 1 - (-0.16 + 0.16) / 1))
  }

  @Test func theMeanOfTheReferenceCounts() throws {
    let rows = try matrix([1, 0, 0, 1, 3, 3], columns: 2)
    let found = try ReferenceDistances(of: rows, reference: [0, 1])
    #expect(near(found.cosine[2], 0))
    #expect(near(found.cosine[0], 1 - Double(0.5).squareRoot()))
    #expect(found.leaveOneOut.allSatisfy { near($0, 1) })
  }

  @Test func theFirstComponentIsTakenOut() throws {
    // The rows are spread along the first axis; without it they are (0, 1), (0, 1), (0, 2), (0, -3).
    let rows = try matrix([10, 1, -10, 1, 10, 2, -10, -3], columns: 2)
    let found = try ReferenceDistances(of: rows, reference: [0])
    #expect(found.cosine[1] > 1.9)
    // The component leans a little: it is not the axis itself.
    #expect(found.cosineWithoutFirstComponent[2] < 1e-9 || found.cosineWithoutFirstComponent[2] > 2 - 1e-9)
    #expect(found.cosineWithoutFirstComponent.allSatisfy { $0 < 1e-9 || $0 > 2 - 1e-9 })
    #expect(near(found.cosineWithoutFirstComponent[0], 0))
  }

  @Test func oneColumnHasNoComponentToTakeOut() throws {
    let found = try ReferenceDistances(of: matrix([1, 2, -3], columns: 1), reference: [0, 1])
    #expect(found.cosineWithoutFirstComponent.isEmpty)
    #expect(found.cosine == [0, 0, 2])
  }

  @Test func oneRowIsItsOwnReference() throws {
    let found = try ReferenceDistances(of: matrix([3, 4, 0, 0, 0, 0, 0, 0, 1], columns: 9), reference: [0])
    #expect(found.cosine.count == 1 && near(found.cosine[0], 0) && found.euclidean == [0])
    // It lies at the mean: there is no direction around it.
    #expect(found.centeredCosine[0].isNaN)
  }

  @Test func aRowThatIsNotFiniteTouchesNoOther() throws {
    let rows = try matrix([1, 0, .nan, 1, 1, 1, .infinity, 0], columns: 2)
    let found = try ReferenceDistances(of: rows, reference: [0, 1])
    let clean = try ReferenceDistances(of: matrix([1, 0, 1, 1], columns: 2), reference: [0])
    #expect(found.cosine[1].isNaN && found.cosine[3].isNaN && found.euclidean[1].isNaN && found.euclidean[3].isNaN)
    #expect([found.cosine[0], found.cosine[2]] == clean.cosine)
    #expect([found.centeredCosine[0], found.centeredCosine[2]] == clean.centeredCosine)
  }

  @Test func percentilesAreNumPys() {
    // numpy.percentile([3, 1, 2, 10], [0, 25, 50, 100])
    let values: [Double] = [3, 1, .nan, 2, 10]
    #expect([0, 0.25, 0.5, 1].map { Quantiles.ofFinite(values, at: $0) } == [1, 1.75, 2.5, 10])
    #expect(Quantiles.ofFinite([.nan], at: 0.5) == nil && Quantiles.ofFinite([4], at: 0.02) == 4)
  }
}
