/// A value that a pickle makes.
///
/// Nothing in it can run: functions and classes are names of a closed list.
///
/// What holds other values is a place in ``PickleHeap``, so that values refer to each other as the pickle has it (shared, even in
/// circles) and none is inside another.
enum PickleValue {
  case none
  case bool(Bool)
  case integer(Int)
  case real(Double)
  case text(String)
  /// Bytes, long text and numbers of more than 64 bits: where they are.
  case bytes(Range<Int>)
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(TorchStorage)
  case tensor(TorchTensor)
  /// An object that is no tensor and holds none: the name of its class.
  case opaque(String)

  /// What the value is, in messages.
  var kind: String {
    switch self {
    case .none: "None"
    case .bool: "a truth value"
    case .integer: "a whole number"
    case .real: "a number"
    case .text: "text"
    case .bytes: "bytes"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .global: "a name"
    case .storage: "a storage"
    case .tensor: "a tensor"
    case .opaque(let name): name
    }
  }
}

/// The tuples, lists and dictionaries of a pickle.
struct PickleHeap {
  private(set) var tuples: [[PickleValue]] = []
  private(set) var lists: [[PickleValue]] = []
  /// Keys and values in the order in which they were set; of a key that is there twice the last value counts.
  private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []

  /// A new tuple.
  mutating func tuple(_ values: some Sequence<PickleValue>) -> PickleValue {
    tuples.append(Array(values))
    return .tuple(tuples.count - 1)
  }

  /// A new list.
  mutating func list(_ values: some Sequence<PickleValue> = []) -> PickleValue {
    lists.append(Array(values))
    return .list(lists.count - 1)
  }

  /// A new dictionary without entries.
  mutating func dictionary() -> PickleValue {
    dictionaries.append([])
    return .dictionary(dictionaries.count - 1)
  }

  /// Appends to the list at `place`.
  mutating func append(_ values: some Sequence<PickleValue>, toList place: Int) {
    lists[place].append(contentsOf: values)
  }

  /// Sets an entry of the dictionary at `place`.
  mutating func set(_ key: PickleValue, _ value: PickleValue, inDictionary place: Int) {
    dictionaries[place].append((key, value))
  }

  /// The elements of a tuple or list; nil for other values.
  func elements(of value: PickleValue) -> [PickleValue]? {
    switch value {
    case .tuple(let place): tuples[place]
    case .list(let place): lists[place]
    default: nil
    }
  }

  /// The whole numbers that a tuple or list holds; nil where it holds anything else.
  func integers(of value: PickleValue) -> [Int]? {
    guard let elements = elements(of: value) else { return nil }
    var numbers: [Int] = []
    for element in elements {
      guard case .integer(let number) = element else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
