import Architectures
import Figures
import SafeText

/// What each model is made of.
public struct ArchitectureResult: ResultByModel {
  public static let study = "architecture"

  /// The parameters of one module.
  public struct ModuleParameters: Codable, Sendable, Equatable {
    /// The module's path in the tree: `wte`, `h.0`, `encoder.layer.11`.
    public var module: String
    /// Its class, or that of the list's layers; empty where it is not known.
    public var kind: String
    /// How many equal modules stand there: 12 for the layers of GPT-2, else 1.
    public var repeats: Int
    /// Of all of them together.
    public var parameters: Int
  }

  /// How many parameters there are; a tied weight counts once.
  public struct Parameters: Codable, Sendable, Equatable {
    public var total: Int
    public var byModule: [ModuleParameters]
  }

  /// What a tree was made from.
  public enum Origin: String, Codable, Sendable {
    /// config.json: the modules of a family that is known.
    case configuration
    /// A GGUF file's metadata, which says what config.json would.
    case metadata
    /// The names of the tensors in the file.
    case tensors
  }

  /// One model's tree and parameters.
  public struct Model: Codable, Sendable {
    public var model: String
    /// What the tree was made from.
    public var origin: Origin
    /// The family, as config.json's `model_type` has it: `gpt2`, `bert`; or the file's own word for it.
    public var family: String
    /// The module tree, exactly as Python prints it for a family that is known; else the tree of tensor names.
    public var tree: String
    public var parameters: Parameters
    /// The memory that the parameters take, in bytes, as the file stores them; as 32-bit floats where there is no file.
    public var bytes: Int
    /// What the file holds beyond the base model: heads and buffers, not counted.
    public var notIncluded: [String]
    /// What the file lacks, or has in another shape than the configuration says.
    public var notes: [String]

    init(
      model: String, origin: Origin, family: String, tree: String, _ counts: ParameterCounts, bytes: Int
    ) {
      self.model = model
      self.origin = origin
      self.family = family
      self.tree = tree
      parameters = Parameters(
        total: counts.total,
        byModule: counts.modules.map {
          ModuleParameters(module: $0.path, kind: $0.className, repeats: $0.repeats, parameters: $0.count)
        })
      self.bytes = bytes
      notIncluded = []
      notes = []
    }
  }

  public var models: [Model]
}

extension ArchitectureResult.ModuleParameters {
  /// The path, and how many equal modules stand there: `h (12 ×)`.
  var label: String { repeats == 1 ? module : "\(module) (\(repeats) ×)" }
}

extension ArchitectureResult {
  /// One row per model and module.
  public func tables() -> [Table] {
    let rows = models.flatMap { model in
      model.parameters.byModule.map { row -> [Table.Field] in
        [.text(model.model), .text(row.module), .text(row.kind), .integer(row.repeats), .integer(row.parameters)]
      }
    }
    return [Table(name: "architecture", columns: ["model", "module", "class", "repeats", "parameters"], rows: rows)]
  }

  /// The parameters of each module as bars, for each model.
  public func figures() -> [NamedFigure] {
    models.enumerated().map { place, model in
      NamedFigure(name: numbered("architecture", place), figure: model.figure)
    }
  }
}

extension ArchitectureResult.Model {
  fileprivate var figure: Figure {
    let rows = parameters.byModule
    let bars = BarsMark(
      y: rows.indices.map(Double.init), lengths: rows.map { Double($0.parameters) },
      valueLabels: rows.map { NumberText.percent($0.parameters, of: parameters.total) })
    let panel = Panel(
      x: Axis("Parameters", startsAt: 0), y: Axis(ticks: .categories(rows.map(\.label))), marks: [.bars(bars)])
    return Figure(
      "Where are the parameters?", subtitle: "\(model): \(parameters.total.grouped) in total", panels: [[panel]],
      size: Size(width: 780, height: 130 + 28 * Double(max(1, rows.count))))
  }
}
