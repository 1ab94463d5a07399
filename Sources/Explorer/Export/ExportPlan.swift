import EmbeddingAnalysis
import Studies

/// Which files an export holds, and about how large they are: by their paths, as the page asks for them.
struct ExportPlan {
  /// Files whose size is known without making them.
  private(set) var paths: [String] = []
  private(set) var held: [HeldModel] = []
  /// About how many bytes those are.
  private(set) var bytes = 0

  /// Chooses the lowest level of tiles for which all is within the limit.
  ///
  /// - Parameter taken: The bytes of what is there already: the page, and results.
  /// - Throws: ``ExportError/tooLarge(bytes:limit:)`` where not even the rest is.
  init(_ explorer: Explorer, _ settings: ExportSettings, taken: Int) throws {
    let models = explorer.models
    var fixed = ExportPlan(taken: taken)
    for model in models { try fixed.addTokens(of: model, columns: explorer.columnNames(of: model), settings) }
    for a in models.indices {
      for b in models.indices where a < b && models[a].tokenizer != nil && models[b].tokenizer != nil {
        fixed.add("api/pairs/\(a)/\(b)/shared.bin", 4 * min(models[a].rowCount, models[b].rowCount))
      }
    }
    guard fixed.bytes <= settings.mostBytes else {
      throw ExportError.tooLarge(bytes: fixed.bytes, limit: settings.mostBytes)
    }
    let deepest = models.compactMap { $0.facts.matrix.map { MatrixTile.highestLevel(rows: $0.rowCount) } }.max() ?? 0
    for level in 0...deepest {
      var plan = fixed
      for model in models { plan.addTiles(of: model, from: level) }
      if plan.bytes <= settings.mostBytes || level == deepest {
        // The highest level alone is a picture of a few hundred kilobytes.
        self = plan
        return
      }
    }
    self = fixed
  }

  private init(taken: Int) { bytes = taken }

  private mutating func add(_ path: String, _ size: Int) {
    paths.append(path)
    bytes += size
  }

  private mutating func addTokens(
    of model: ExploredModel, columns: [String], _ settings: ExportSettings
  ) throws {
    let folder = "api/models/\(model.number)"
    let tokens = try model.tokens()
    let texts = (tokens.shown + tokens.raw).reduce(0) { $0 + $1.utf8.count + 1 }
    add("\(folder)/tokens.txt", texts / 2)
    add("\(folder)/raw.txt", texts / 2)
    add("\(folder)/bytes.bin", 4 * tokens.offsets.count + tokens.bytes.count)
    if model.hasMerges { add("\(folder)/merges.bin", 8 * model.rowCount) }
    for column in columns { add("\(folder)/columns/\(column).bin", 4 * model.rowCount) }
    var held = HeldModel(orders: [], lowestLevel: 0, neighbors: 0)
    if model.facts.matrix != nil {
      for color in TokenProperty.allCases {
        add("\(folder)/colors/\(color.rawValue).json", 200)
        add("\(folder)/colors/\(color.rawValue).bin", model.rowCount)
      }
      held.neighbors = min(settings.neighbors, model.rowCount - 1)
      if held.neighbors > 0 { add("\(folder)/neighbors.bin", 4 + 8 * held.neighbors * model.rowCount) }
    }
    self.held.append(held)
  }

  /// The tiles of the order by index from `level` up.
  private mutating func addTiles(of model: ExploredModel, from level: Int) {
    guard let matrix = model.facts.matrix else { return }
    let folder = "api/models/\(model.number)/matrix/index"
    let highest = MatrixTile.highestLevel(rows: matrix.rowCount)
    let lowest = min(level, highest)
    (held[model.number].orders, held[model.number].lowestLevel) = (["index"], lowest)
    add("\(folder)/order.bin", 4 * matrix.rowCount)
    for level in lowest...highest {
      let lines = (matrix.rowCount - 1) >> level + 1
      bytes += 4 * lines * matrix.columnCount
      for row in 0...(lines - 1) / MatrixTile.side {
        for column in 0...(matrix.columnCount - 1) / MatrixTile.side {
          paths.append("\(folder)/\(level)/\(row)/\(column).bin")
        }
      }
    }
  }
}
