import EmbeddingAnalysis

extension SpaceResult {
  /// The measures; the mean cosines; the axes; the dimensions; the norms; the pairs and their cosines; the hubs.
  public func tables() -> [Table] {
    [measures, cosines, axes, dimensions, norms, pairs, pairCosines]
      + (models.contains { $0.hubness != nil } ? [hubs] : [])
  }

  private var measures: Table {
    Table(
      name: "space", columns: ["model", "measure", "value"],
      rows: models.flatMap { model in model.measures.map { [.text(model.model), .text($0.name), .optional($0.value)] } }
    )
  }

  private var cosines: Table {
    Table(
      name: "mean-cosine", columns: ["model", "centred", "axes_removed", "mean_cosine"],
      rows: models.flatMap { model in
        let stored: [Table.Field] = [.text(model.model), 0, 0, .optional(model.anisotropy.meanCosine)]
        let centred = [model.anisotropy.centred] + model.anisotropy.withoutTop
        return [stored] + centred.enumerated().map { [.text(model.model), 1, .integer($0), .optional($1)] }
      })
  }

  private var axes: Table {
    Table(
      name: "axes", columns: ["model", "axis", "variance_share"],
      rows: models.flatMap { model in
        model.spectrum.shares.enumerated().map { [.text(model.model), .integer($0), .number($1)] }
      })
  }

  private var dimensions: Table {
    Table(
      name: "dimensions",
      columns: [
        "model", "dimension", "mean", "variance", "mean_absolute", "z_mean_absolute", "z_variance",
        "squared_norm_share",
        "mean_cosine_contribution", "constant",
      ],
      rows: models.flatMap { model in
        model.dimensions.map { dimension in
          [
            .text(model.model), .integer(dimension.index), .number(dimension.mean), .number(dimension.variance),
            .number(dimension.meanAbsolute), .optional(dimension.zMeanAbsolute), .optional(dimension.zVariance),
            .optional(dimension.squaredNormShare), .number(model.contribution(dimension.index)),
            .integer(dimension.isConstant ? 1 : 0),
          ]
        }
      })
  }

  private static let quantileNames = ["minimum", "q05", "q25", "median", "q75", "q95", "maximum"]

  private var norms: Table {
    Table(
      name: "norms", columns: ["model", "first_row", "rows"] + Self.quantileNames,
      rows: models.flatMap { model in
        model.norms.bins.map { bin in
          [.text(model.model), .integer(bin.first), .integer(bin.count)] + Self.fields(bin.quantiles)
        }
      })
  }

  private var pairs: Table {
    Table(
      name: "pairs",
      columns: ["model", "kind", "pairs", "mean_cosine", "mean_cosine_of_mismatches"] + Self.quantileNames
        + ["mean_offset_norm", "consistency", "common_share"],
      rows: models.flatMap { model in
        model.pairs.map { pairs -> [Table.Field] in
          let start: [Table.Field] = [
            .text(model.model), .text(pairs.kind.rawValue), .integer(pairs.count), .optional(pairs.meanCosine),
            .optional(pairs.meanCosineOfMismatches),
          ]
          let end: [Table.Field] = [
            .number(pairs.meanOffsetNorm), .optional(pairs.consistency), .optional(pairs.commonShare),
          ]
          return start + Self.fields(pairs.quantiles) + end
        }
      })
  }

  private var pairCosines: Table {
    Table(
      name: "pair-cosines", columns: ["model", "kind", "from", "to", "pairs", "random_pairs"],
      rows: models.flatMap { model in
        model.pairs.flatMap { pairs in
          pairs.histogram.indices.map { bin in
            [
              .text(model.model), .text(pairs.kind.rawValue), .number(Pairs.binEdges[bin]),
              .number(Pairs.binEdges[bin + 1]), .integer(pairs.histogram[bin]), .integer(pairs.randomHistogram[bin]),
            ]
          }
        }
      })
  }

  private var hubs: Table {
    Table(
      name: "hubs", columns: ["model", "id", "raw", "text", "lists"],
      rows: models.flatMap { model in
        (model.hubness?.hubs ?? []).map { hub in
          [
            .text(model.model), .integer(hub.token.id), .text(hub.token.raw),
            hub.token.text.map(Table.Field.text) ?? .empty, .integer(hub.lists),
          ]
        }
      })
  }

  private static func fields(_ quantiles: [Double]) -> [Table.Field] {
    quantileNames.indices.map { $0 < quantiles.count ? .number(quantiles[$0]) : .empty }
  }
}
