import EmbeddingAnalysis

extension SpaceResult.Model {
  /// A number that says something of the whole space.
  public struct Measure: Sendable {
    public var name: String
    /// Nil where it is not defined.
    public var value: Double?
    /// What it says, in a sentence.
    public var meaning: String

    init(_ name: String, _ value: Double?, _ meaning: String) {
      self.name = name
      self.value = value
      self.meaning = meaning
    }
  }

  /// The single numbers, each with its name and its meaning.
  public var measures: [Measure] {
    let removed = anisotropy.withoutTop.count
    return [
      Measure(
        "Mean cosine of all pairs", anisotropy.meanCosine,
        "How much all rows point the same way: 0 in every direction alike, 1 all in one."),
      Measure(
        "Mean cosine, centred", anisotropy.centred,
        "The same once the mean of all rows is taken off: near 0 if the mean was all."),
      Measure(
        "Mean cosine, without \(removed) top axes", anisotropy.withoutTop.last ?? anisotropy.centred,
        "The same without the axes along which rows vary most, too."),
      Measure(
        "Effective rank", spectrum.effectiveRank,
        "How many directions the variance spreads over: exp of the entropy of its shares; at most the dimensions."),
      Measure(
        "Effective rank of the rows", spectrum.effectiveRankOfRows,
        "The same by singular values in place of variances, which counts weak directions more."),
      Measure(
        "Participation ratio", spectrum.participationRatio,
        "The same question by squares, which counts strong directions more."),
      Measure("IsoScore", spectrum.isoScore, "How evenly the space is used: 0 one direction, 1 all alike."),
      Measure(
        "Components for 50 % of the variance", spectrum.axesFor50.map(Double.init),
        "How many principal components hold half of the variance; few mean a narrow space."),
      Measure("Components for 90 % of the variance", spectrum.axesFor90.map(Double.init), "How many hold nine tenths."),
      Measure(
        "Components for 99 % of the variance", spectrum.axesFor99.map(Double.init), "How many hold all but a hundredth."
      ),
      Measure(
        "Outlier dimensions", Double(outliers.count),
        "Dimensions whose mean size or variance is more than 3 standard deviations from the others'."),
      Measure(
        "Norm, median", norms.quantiles.count == 7 ? norms.quantiles[3] : nil, "How long the middle one of the rows is."
      ),
      Measure(
        "Norm and index, Spearman", norms.spearman?.r,
        "Whether rows grow (1) or shrink (-1) with the index, which often is the order of frequency."),
      Measure("Rows of zeros", Double(zeroRows.count), "They have no direction, and count in no cosine."),
      Measure("Rows with NaN or infinity", Double(nonFinite.count), "They are left out of everything."),
      Measure("Rows with a twin", Double(duplicates.joined().count), "Rows that are the same to the bit as another."),
    ]
      + (hubness.map {
        [
          Measure(
            "Skewness of \($0.k)-occurrences", $0.skewness,
            "Whether a few rows are in very many lists of neighbours: near 0 for none, above 2 for strong hubs."),
          Measure(
            "Rows that are nobody's neighbour", Double($0.antihubs), "Rows that are in no list of \($0.k) neighbours."),
        ]
      } ?? [])
  }
}

extension SpaceResult {
  /// The names of the measures, each once, in the order that every model has them in: the models may differ in some, such as
  /// the number of axes that are taken out.
  package var measureNames: [String] {
    var names: [String] = []
    for model in models {
      var place = 0
      for name in model.measures.map(\.name) {
        if let known = names.firstIndex(of: name) {
          place = known + 1
        } else {
          names.insert(name, at: place)
          place += 1
        }
      }
    }
    return names
  }
}
