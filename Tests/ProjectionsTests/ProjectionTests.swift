import EmbeddingAnalysis
import Tensors
import Testing
import Work

@testable import Projections

@Suite struct ProjectionTests {
  static let all = ProjectionSettings.Method.allCases.flatMap { method in [2, 3].map { (method, $0) } }

  private func settings(_ method: ProjectionSettings.Method, _ dimensions: Int = 2) -> ProjectionSettings {
    var settings = ProjectionSettings(method: method, dimensions: dimensions, metric: .euclidean, seed: 7)
    settings.tsne.earlySteps = 60
    settings.tsne.steps = 60
    settings.umap.epochs = 60
    return settings
  }

  /// A row's nearest in the map are of its own group.
  @Test(arguments: all) func groupsStayTogether(method: ProjectionSettings.Method, dimensions: Int) throws {
    let references = try References.load()
    let map = try Projection(of: references.fewRows(), settings(method, dimensions))
    let rows = (0..<64).map { Int32($0) }
    let tree = PlaceTree(of: rows, coordinates: map.coordinates, dimensions: dimensions)
    let same = rows.reduce(0) { sum, row in
      sum + tree.nearest(to: Int(row), count: 5).count { Int($0) % references.groups == Int(row) % references.groups }
    }
    #expect(Double(same) / Double(5 * rows.count) > (method == .pca ? 0.4 : 0.8))
    #expect(map.unmappedRows.isEmpty)
  }

  /// Again, and while other maps take the cores away.
  @Test(arguments: all) func sameBits(method: ProjectionSettings.Method, dimensions: Int) throws {
    let references = try References.load()
    var settings = settings(method, dimensions)
    settings.tsne.earlySteps = 5
    settings.tsne.steps = 5
    let alone = try Projection(of: references.fewRows(), settings)
    let others = ParallelLoop.map(3) { [settings] _ in
      try? Projection(of: references.fewRows(), settings).coordinates
    }
    #expect(others == [alone.coordinates, alone.coordinates, alone.coordinates])
    #expect(alone.coordinates.allSatisfy { $0.isFinite })
  }

  @Test func seedsDiffer() throws {
    var settings = settings(.umap)
    let matrix = try References.load().fewRows()
    let first = try Projection(of: matrix, settings)
    settings.seed = 8
    let second = try Projection(of: matrix, settings)
    #expect(second.coordinates != first.coordinates)
  }

  @Test(arguments: all) func fewRows(method: ProjectionSettings.Method, dimensions: Int) throws {
    for rows in 1...4 {
      let values = (0..<rows * 3).map { Float($0 * $0 % 7) }
      let map = try Projection(of: matrix(values, columns: 3), settings(method, dimensions))
      #expect(map.coordinates.count == rows * dimensions)
      #expect(map.coordinates.allSatisfy { $0.isFinite }, "\(rows) rows")
      #expect((map.quality == nil) == (rows < 3))
    }
  }

  @Test(arguments: all) func equalRows(method: ProjectionSettings.Method, dimensions: Int) throws {
    let map = try Projection(of: matrix([Float](repeating: 0.5, count: 60), columns: 3), settings(method, dimensions))
    #expect(map.coordinates.allSatisfy { $0.isFinite })
    #expect(map.quality?.trustworthiness == 1)
  }

  /// A constant dimension, one row of zeros, one with a NaN, one with an infinity.
  @Test(arguments: all) func oddRows(method: ProjectionSettings.Method, dimensions: Int) throws {
    var values = try References.load().fewValues
    for row in 0..<64 { values[row * 24 + 5] = 3 }
    for column in 0..<24 { values[10 * 24 + column] = 0 }
    values[20 * 24 + 3] = .nan
    values[30 * 24 + 9] = -.infinity
    var settings = settings(method, dimensions)
    let map = try Projection(of: matrix(values, columns: 24), settings)
    #expect(map.unmappedRows == [20, 30])
    let unmapped = map.coordinates.indices.filter { map.coordinates[$0].isNaN }.map { $0 / dimensions }
    #expect(Set(unmapped) == [20, 30])
    guard method != .pca else { return }
    // A row of zeros has no angle to another.
    settings.metric = .cosine
    let angles = try Projection(of: matrix(values, columns: 24), settings)
    #expect(angles.unmappedRows == [10, 20, 30])
  }

  @Test func interruption() throws {
    struct Stop: Error {}
    let matrix = try References.load().fewRows()
    for (method, last) in [
      (ProjectionSettings.Method.umap, ProjectionStage.layout), (.tsne, .layout), (.pca, .quality),
    ] {
      let stages = Locked<[String]>([])
      let progress = WorkProgress { step in
        stages.withLock { if $0.last != step.stage { $0.append(step.stage) } }
        if step.stage == last.title { throw Stop() }
      }
      #expect(throws: Stop.self) { try Projection(of: matrix, settings(method), progress: progress) }
      #expect(stages.withLock { $0.last } == last.title)
    }
  }

  @Test func settingsThatCannotBeMet() throws {
    let matrix = try matrix([1, 2, 3, 4], columns: 2)
    #expect(throws: ProjectionsError.dimensions(1)) { try Projection(of: matrix, .init(dimensions: 1)) }
    #expect(throws: ProjectionsError.noDistance(metric: "dot")) { try Projection(of: matrix, .init(metric: .dot)) }
    var settings = ProjectionSettings(method: .tsne)
    settings.tsne.perplexity = 0
    #expect(throws: ProjectionsError.perplexity(0)) { try Projection(of: matrix, settings) }
  }
}

@Suite struct MapQualityTests {
  /// Five rows on a line, the map with the last one moved to the front, K = 1.
  ///
  /// Row 0's nearest in the map is row 4, which
  /// ranks fourth; row 4's is row 0, fourth; rows 1, 2 and 3 keep one. 1 − 2 / (5 · 1 · 6) · (3 + 3).
  @Test func byHand() throws {
    let line = try matrix([0, 1, 2.1, 3.3, 4.6], columns: 1)
    let measured = try
      (MapQuality.measure(
        [0, 0, 1, 0, 2.1, 0, 3.3, 0, -0.5, 0], dimensions: 2, of: line, mapped: [0, 1, 2, 3, 4], metric: .euclidean,
        neighbors: 1, progress: .none))
    let quality = try #require(measured)
    #expect(abs(quality.trustworthiness - (1 - 2.0 / 30 * 6)) < 1e-12)
    #expect(abs(quality.neighborPreservation - 0.6) < 1e-12)
    #expect(quality.trustworthinessError == 0)
  }

  @Test func asScikitLearn() throws {
    let references = try References.load()
    let map = try Projection(of: references.matrix(), .init(method: .pca, metric: .euclidean))
    let quality = try #require(map.quality)
    #expect(quality.neighbors == 15)
    #expect(abs(quality.trustworthiness - references.pca.trustworthiness) < 1e-5)
    #expect(quality.rowsMeasured == 400)
  }

  /// Neither where rows lie nor how large they are says which are near to which.
  @Test(arguments: [NeighborMetric.euclidean, .cosine]) func scaleAndMeanChangeNothing(metric: NeighborMetric) throws {
    let rows = try References.load().matrix()
    let places = try Projection(of: rows, .init(method: .pca)).coordinates
    func quality(_ change: (Float) -> Float) throws -> MapQuality? {
      let values = (0..<rows.rowCount).flatMap { rows.row($0).map(change) }
      return try MapQuality.measure(
        places, dimensions: 2, of: matrix(values, columns: rows.columnCount),
        mapped: (0..<Int32(rows.rowCount)).map { $0 }, metric: metric, progress: .none)
    }
    let plain = try #require(try quality { $0 })
    for factor: Float in [0x1p-100, 0x1p-30, 0x1p60] {
      let scaled = try #require(try quality { $0 * factor })
      #expect(abs(plain.trustworthiness - scaled.trustworthiness) < 1e-6, "\(factor)")
    }
    guard metric == .euclidean else { return }
    // What a mean of 1,024 leaves of the values in 32 bits, computed with and without it.
    let rounded = try #require(try quality { ($0 + 1024) - 1024 })
    let shifted = try #require(try quality { $0 + 1024 })
    #expect(abs(rounded.trustworthiness - shifted.trustworthiness) < 1e-6)
  }

  /// Two far groups: what tells the rows of one apart has no digits left in 32 bits.
  @Test func differencesThat32BitsHide() throws {
    let (rows, columns) = (120, 4)
    let values = (0..<rows * columns).map { place -> Float in
      let (row, column) = (place / columns, place % columns)
      return column == 0 ? (row % 2 == 0 ? 4096 : -4096) : Float((row * 7919 + column * 104_729) % 997) / 997
    }
    var places: [Float] = []
    for row in 0..<rows { places += [values[row * columns] / 1000 + values[row * columns + 1], 0] }
    let measured = try MapQuality.measure(
      places, dimensions: 2, of: matrix(values, columns: columns), mapped: (0..<Int32(rows)).map { $0 },
      metric: .euclidean, progress: .none)
    let quality = try #require(measured)
    // By definition, in 64 bits (Venna and Kaski 2001).
    func order(around row: Int, of points: [Float], width: Int) -> [Int] {
      let squares = (0..<rows).map { other -> Double in
        var sum = 0.0
        for column in 0..<width {
          let apart = Double(points[other * width + column]) - Double(points[row * width + column])
          sum += apart * apart
        }
        return sum
      }
      return (0..<rows).filter { $0 != row }.sorted { (squares[$0], $0) < (squares[$1], $1) }
    }
    var beyond = 0
    for row in 0..<rows {
      let near = order(around: row, of: values, width: columns)
      for other in order(around: row, of: places, width: 2).prefix(15) {
        let rank = try #require(near.firstIndex(of: other)) + 1
        beyond += max(0, rank - 15)
      }
    }
    #expect(beyond > 0)
    let expected = 1 - 2 / Double(rows * 15 * (2 * rows - 3 * 15 - 1)) * Double(beyond)
    #expect(abs(quality.trustworthiness - expected) < 1e-9)
  }

  /// A part of the rows gives the whole within its error.
  @Test func someRows() throws {
    let references = try References.load()
    var settings = ProjectionSettings(method: .pca, metric: .euclidean)
    settings.qualityRows = 150
    let map = try Projection(of: references.matrix(), settings)
    let quality = try #require(map.quality)
    #expect(quality.rowsMeasured == 150)
    #expect(quality.trustworthinessError > 0)
    #expect(abs(quality.trustworthiness - references.pca.trustworthiness) < 2 * quality.trustworthinessError)
  }

  @Test(arguments: [2, 3]) func nearestPlaces(dimensions: Int) {
    var values = InitialPlaces.normal(count: 500 * dimensions, seed: 5)
    // Some in one place.
    for index in 0..<40 * dimensions { values[index] = 0.25 }
    let tree = PlaceTree(of: (0..<500).map { Int32($0) }, coordinates: values, dimensions: dimensions)
    for point in stride(from: 0, to: 500, by: 7) {
      let all = (0..<500).filter { $0 != point }.map { other -> (squared: Double, id: Int32) in
        let squared = (0..<dimensions).reduce(0.0) { sum, axis in
          let apart = Double(values[other * dimensions + axis]) - Double(values[point * dimensions + axis])
          return sum + apart * apart
        }
        return (squared, Int32(other))
      }
      #expect(tree.nearest(to: point, count: 9) == all.sorted { $0 < $1 }.prefix(9).map(\.id))
    }
  }
}
