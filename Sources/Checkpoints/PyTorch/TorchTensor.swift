import SafeText

/// A storage as a pickle names it: a run of bytes that tensors lie in.
final class TorchStorage: Sendable {
  let key: String
  /// nil where the tensors say what the bytes are.
  let type: TorchType?
  /// The number of elements of the whole storage.
  let count: Int
  /// Where the part that is meant begins, and how many elements it has: old files name parts of storages.
  let part: Range<Int>

  init(key: String, type: TorchType?, count: Int, part: Range<Int>) {
    self.key = key
    self.type = type
    self.count = count
    self.part = part
  }

  /// The number of bytes of the whole storage; nil where that has no 63 bits.
  var byteCount: Int? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: type?.size ?? 1)
    return overflow ? nil : bytes
  }
}

/// A tensor as a pickle describes it: not yet compared with the storage that it lies in.
final class TorchTensor: Sendable {
  let storage: TorchStorage
  let type: TorchType
  /// In elements, from the start of the storage's part.
  let offset: Int
  let shape: [Int]
  let strides: [Int]

  init(storage: TorchStorage, type: TorchType, offset: Int, shape: [Int], strides: [Int]) {
    self.storage = storage
    self.type = type
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }
}

extension PickleMachine {
  /// More dimensions than PyTorch's tensors can have.
  private static let maximumDimensions = 64

  /// The storage that a persistent id names: `("storage", FloatStorage, "0", "cpu", 6)`, and in old files what part of it.
  mutating func storage(_ id: PickleValue) throws -> TorchStorage {
    guard case .tuple = id, let values = heap.elements(of: id), values.count >= 2, case .text(let kind) = values[0]
    else { throw PickleProblem.arguments("a persistent id", "it is \(id.kind)") }
    guard kind == "storage" else { throw PickleProblem.arguments("a persistent id", "it names a “\(kind)”") }
    guard values.count >= 5, case .global(.storage(let type)) = values[1], case .text(let key) = values[2],
      case .integer(let count) = values[4], count >= 0
    else { throw PickleProblem.arguments("a storage", "type, key or number of elements is something else") }
    let storage = TorchStorage(key: key, type: type, count: count, part: try part(values, of: count))
    if let known = storages[ExactName(key)] {
      guard known.type == type, known.count == count else {
        throw PickleProblem.arguments("a storage", "“\(key)” is named twice, with other types or sizes")
      }
    }
    storages[ExactName(key)] = storage
    return storage
  }

  /// The part of a storage of `count` elements that is meant.
  private func part(_ values: [PickleValue], of count: Int) throws -> Range<Int> {
    guard values.count > 5, case .tuple = values[5] else { return 0..<count }
    guard let view = heap.elements(of: values[5]), view.count == 3, case .integer(let start) = view[1],
      case .integer(let length) = view[2], start >= 0, length >= 0, start <= count, length <= count - start
    else { throw PickleProblem.arguments("a storage", "a part of it that does not lie in it") }
    return start..<(start + length)
  }

  /// What a function that puts tensors together makes of its arguments.
  func rebuilt(by function: PickleGlobal.Rebuild, _ values: [PickleValue]) throws -> PickleValue {
    switch function {
    case .tensor, .tensor2: return try tensor(function, values, type: nil)
    case .quantised: return try tensor(function, values, type: nil)
    case .tensor3:
      guard values.count >= 7, case .global(.type(let type)) = values[6] else {
        throw PickleProblem.arguments(function.rawValue, "the seventh argument is no type")
      }
      return try tensor(function, values, type: type)
    case .parameter, .parameterWithState:
      guard case .tensor? = values.first else {
        if case .opaque? = values.first { return values[0] }
        throw PickleProblem.arguments(function.rawValue, "no tensor comes first")
      }
      return values[0]
    case .fromType:
      guard values.count >= 3, case .global(let inner) = values[0], let arguments = heap.elements(of: values[2]) else {
        throw PickleProblem.arguments(function.rawValue, "no function comes first")
      }
      switch inner {
      case .rebuild(let rebuild) where rebuild != .fromType: return try rebuilt(by: rebuild, arguments)
      case .opaque(let name): return .opaque(name)
      default: throw PickleProblem.arguments(function.rawValue, "what comes first makes no tensor")
      }
    }
  }

  /// Throws for a view whose elements are to be negated or conjugated when they are read: what is stored is not what is meant.
  private func refuseLazyBits(_ values: [PickleValue]) throws {
    guard values.count > 6, case .dictionary(let place) = values[6] else { return }
    for entry in heap.dictionaries[place] {
      guard case .text(let bit) = entry.key, ["neg", "conj"].contains(bit), case .bool(true) = entry.value else {
        continue
      }
      let meaning = bit == "neg" ? "negative (resolve_neg() before saving)" : "conjugate (resolve_conj() before saving)"
      throw PickleProblem.arguments("a tensor", "its elements are stored as the \(meaning) of what they are")
    }
  }

  private func tensor(_ function: PickleGlobal.Rebuild, _ values: [PickleValue], type: TorchType?) throws -> PickleValue
  {
    guard values.count >= 4, case .storage(let storage) = values[0], case .integer(let offset) = values[1] else {
      throw PickleProblem.arguments(function.rawValue, "storage or offset is something else")
    }
    try refuseLazyBits(values)
    let lists = [values[2], values[3]].compactMap { value in
      (heap.elements(of: value)?.count ?? .max) <= Self.maximumDimensions ? heap.integers(of: value) : nil
    }
    guard lists.count == 2, lists[0].count == lists[1].count else {
      throw PickleProblem.arguments(function.rawValue, "shape and strides are not as many whole numbers each")
    }
    guard offset >= 0, lists[0].allSatisfy({ $0 >= 0 }), lists[1].allSatisfy({ $0 >= 0 }) else {
      throw PickleProblem.arguments(function.rawValue, "offset, shape \(lists[0]) or strides \(lists[1]) are negative")
    }
    guard let type = type ?? storage.type else {
      throw PickleProblem.arguments(function.rawValue, "nothing says the type of the elements")
    }
    return .tensor(
      TorchTensor(storage: storage, type: type, offset: offset, shape: lists[0], strides: lists[1]))
  }
}
