import SafeText

/// The tensors of what a checkpoint's pickle made, by their names.
///
/// A state_dict has its names as keys. One that is inside another dictionary (`{"state_dict": {…}, "epoch": 3}`) is found by the
/// keys that trainers use, and its tensors have the names that they have in it. Of dictionaries in dictionaries the keys are
/// joined by dots. What is no tensor is passed over and said.
struct StateDictionary {
  private(set) var tensors: [(name: String, tensor: TorchTensor)] = []
  /// What stands beside the tensors: plain values, and what of the rest was passed over.
  private(set) var notes: [(key: String, value: String)] = []
  private let heap: PickleHeap
  /// Dictionaries and lists that were passed already: one that is in several places counts in the first.
  private var seen: Set<Container> = []
  /// Whether there is a tensor in them, as far as that was asked.
  private var holding: [Container: Bool] = [:]

  /// The keys that hold a model's tensors, the likeliest first.
  private static let wrappers = [
    "state_dict", "model_state_dict", "model", "module", "model_state", "net", "network", "weights", "params",
    "params_ema", "ema", "generator", "encoder_state_dict",
  ]
  /// Deeper than any checkpoint goes.
  private static let maximumDepth = 64
  private static let maximumNotes = 256
  /// Together they keep names from taking more memory than a pickle of shared values is worth.
  private static let longestName = 512
  private static let mostTensors = 1 << 18

  private enum Container: Hashable {
    case sequence(Int, isTuple: Bool)
    case dictionary(Int)
  }

  /// The tensors in `root`.
  init(_ root: PickleValue, heap: PickleHeap) throws {
    self.heap = heap
    if case .tensor(let tensor) = root {
      tensors = [("tensor", tensor)]
      return
    }
    try add(try chosen(from: root), name: "", depth: 0)
  }

  // MARK: Which dictionary

  /// The dictionary that holds the model, inside which others it may be.
  private mutating func chosen(from root: PickleValue) throws -> PickleValue {
    var value = root
    for _ in 0..<Self.maximumDepth {
      guard case .dictionary(let place) = value else { break }
      let entries = entries(of: place)
      var wrapper: (name: String, value: PickleValue)?
      for name in Self.wrappers where wrapper == nil {
        guard let entry = entries.first(where: { $0.name == name }), case .dictionary = entry.value,
          try holdsTensors(entry.value)
        else { continue }
        wrapper = entry
      }
      guard let wrapper else { break }
      for entry in entries where entry.name != wrapper.name { note(entry.name, entry.value) }
      value = wrapper.value
    }
    return value
  }

  /// Whether there is a tensor in `value`, however deep.
  private mutating func holdsTensors(_ value: PickleValue, depth: Int = 0) throws -> Bool {
    if case .tensor = value { return true }
    guard let container = Self.container(value) else { return false }
    if let known = holding[container] { return known }
    guard depth < Self.maximumDepth else { throw PyTorchProblem.nestedTooDeep(limit: Self.maximumDepth) }
    // For circles, until it is known.
    holding[container] = false
    var found = false
    for element in elements(of: value) where try holdsTensors(element, depth: depth + 1) { found = true }
    holding[container] = found
    return found
  }

  private func elements(of value: PickleValue) -> [PickleValue] {
    if case .dictionary(let place) = value { return heap.dictionaries[place].map(\.value) }
    return heap.elements(of: value) ?? []
  }

  // MARK: Names

  /// Adds the tensors in `value`, which is called `name`.
  private mutating func add(_ value: PickleValue, name: String, depth: Int) throws {
    if case .tensor(let tensor) = value {
      try checkLength(of: name)
      guard tensors.count < Self.mostTensors else { throw PyTorchProblem.tooMany(limit: Self.mostTensors) }
      return tensors.append((name, tensor))
    }
    guard let container = Self.container(value) else { return note(name, value) }
    guard depth < Self.maximumDepth else { throw PyTorchProblem.nestedTooDeep(limit: Self.maximumDepth) }
    guard try holdsTensors(value), seen.insert(container).inserted else { return note(name, value) }
    try checkLength(of: name)
    if case .dictionary(let place) = value {
      for entry in entries(of: place) { try add(entry.value, name: joined(name, entry.name), depth: depth + 1) }
    } else {
      for (position, element) in (heap.elements(of: value) ?? []).enumerated() {
        try add(element, name: joined(name, String(position)), depth: depth + 1)
      }
    }
  }

  private func checkLength(of name: String) throws {
    guard name.utf8.count <= Self.longestName else { throw PyTorchProblem.longName(limit: Self.longestName) }
  }

  private func joined(_ name: String, _ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  /// A dictionary's entries under names, in the order of their first appearance.
  private func entries(of place: Int) -> [(name: String, value: PickleValue)] {
    var entries: [(name: String, value: PickleValue)] = []
    var places: [ExactName: Int] = [:]
    for (key, value) in heap.dictionaries[place] {
      let name: String
      switch key {
      case .text(let text): name = text
      case .integer(let number): name = String(number)
      default: continue
      }
      if let known = places.updateValue(entries.count, forKey: ExactName(name)) {
        places[ExactName(name)] = known
        entries[known].value = value
      } else {
        entries.append((name, value))
      }
    }
    return entries
  }

  private static func container(_ value: PickleValue) -> Container? {
    switch value {
    case .dictionary(let place): .dictionary(place)
    case .list(let place): .sequence(place, isTuple: false)
    case .tuple(let place): .sequence(place, isTuple: true)
    default: nil
    }
  }

  // MARK: What is no tensor

  private mutating func note(_ name: String, _ value: PickleValue) {
    guard notes.count < Self.maximumNotes, !name.isEmpty else { return }
    switch value {
    case .none: notes.append((name, "None"))
    case .bool(let value): notes.append((name, value ? "True" : "False"))
    case .integer(let value): notes.append((name, String(value)))
    case .real(let value): notes.append((name, "\(value)"))
    case .text(let text) where text.utf8.count <= 200: notes.append((name, text))
    default: notes.append((name, "(\(value.kind), passed over)"))
    }
  }
}
