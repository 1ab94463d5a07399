import SafeText

extension StatsResult {
  public func blocks() -> [Block] {
    let rows = models.flatMap { model in
      [("variance", model.variance), ("mean", model.mean)].map { name, distribution in
        [model.model, name] + [distribution.min, distribution.average, distribution.max].map(NumberText.short)
      }
    }
    return [
      .explanation(
        "Each token’s vector has a variance and a mean over its dimensions; here is how they are spread over the vocabulary, "
          + "in 100 bins per model, as densities."),
      .table(["Model", "Of each row", "Smallest", "Average", "Largest"], numbers: [2, 3, 4], rows),
      .notes(models.map { ($0.model, $0.notes) }), .figures,
      .caution(
        "The notebook draws each bin at its left edge, which moves every curve half a bin to the left, and computes in "
          + "32-bit numbers, which puts a few rows into a neighbouring bin. Here bins are drawn as steps and rows are summed "
          + "in 64 bits."),
    ]
  }
}
