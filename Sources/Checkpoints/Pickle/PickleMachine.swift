import ByteFiles
import SafeText

/// Runs a pickle, as far as it only describes: it makes values of a closed list of kinds, and calls nothing.
///
/// Protocols 2 to 5, as torch.save writes them. A pickle is a program for a stack machine; each of its instructions takes a byte
/// or more, does a bounded amount of work, and makes at most one value, so that time and memory are bounded by the file and by
/// ``maximumInstructions``. Source: pickletools in Python's library.
struct PickleMachine {
  var heap = PickleHeap()
  /// Every storage that was named, by its key; a key means one storage.
  var storages: [ExactName: TorchStorage] = [:]
  var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [UInt32: PickleValue] = [:]
  private var instructions = 0

  /// More than any checkpoint needs: a tensor takes about fifty.
  static let maximumInstructions = 1 << 24

  /// Runs one pickle from `cursor` to its STOP, and returns what it made.
  mutating func run(_ cursor: inout PickleCursor) throws -> PickleValue {
    stack.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    memo.removeAll(keepingCapacity: true)
    while true {
      let offset = cursor.offset
      let code: UInt8 = try cursor.read()
      guard let instruction = PickleInstruction(rawValue: code) else {
        throw CheckpointError.pickle(file: cursor.file, offset: offset, .instruction(code))
      }
      do {
        try work(1)
        if instruction == .stop { return try pop() }
        try run(instruction, &cursor)
      } catch let problem as PickleProblem {
        throw CheckpointError.pickle(file: cursor.file, offset: offset, problem)
      }
    }
  }

  private mutating func run(_ instruction: PickleInstruction, _ cursor: inout PickleCursor) throws {
    switch instruction {
    case .proto, .frame, .mark, .pop, .popMark, .duplicate: try runControl(instruction, &cursor)
    case .put, .longPut, .memoize, .get, .longGet: try runMemo(instruction, &cursor)
    case .tuple, .emptyTuple, .tuple1, .tuple2, .tuple3, .emptyList, .list, .emptyDictionary, .dictionary, .emptySet,
      .frozenSet:
      try makeContainer(instruction)
    case .append, .appends, .setItem, .setItems, .addItems: try fillContainer(instruction)
    case .global, .stackGlobal: try runGlobal(instruction, &cursor)
    case .reduce, .newObject, .newObjectWithNames, .build, .persistentID: try runObject(instruction)
    default: stack.append(try PickleLiteral.read(instruction, &cursor))
    }
  }

  /// Counts what was done.
  mutating func work(_ steps: Int) throws {
    instructions += steps
    guard instructions <= Self.maximumInstructions else { throw PickleProblem.tooLong(limit: Self.maximumInstructions) }
  }

  // MARK: The stack

  mutating func pop() throws -> PickleValue {
    guard stack.count > (marks.last ?? 0), let value = stack.popLast() else { throw PickleProblem.emptyStack }
    return value
  }

  /// What was pushed since the last mark, which goes too.
  private mutating func popToMark() throws -> [PickleValue] {
    guard let mark = marks.popLast() else { throw PickleProblem.noMark }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  private mutating func runControl(_ instruction: PickleInstruction, _ cursor: inout PickleCursor) throws {
    switch instruction {
    case .proto:
      let version: UInt8 = try cursor.read()
      guard (2...5).contains(version) else { throw PickleProblem.protocolVersion(version) }
    case .frame: _ = try cursor.read(UInt64.self)
    case .mark: marks.append(stack.count)
    case .popMark: _ = try popToMark()
    case .duplicate:
      guard stack.count > (marks.last ?? 0), let top = stack.last else { throw PickleProblem.emptyStack }
      stack.append(top)
    default: _ = try pop()
    }
  }

  private mutating func runMemo(_ instruction: PickleInstruction, _ cursor: inout PickleCursor) throws {
    switch instruction {
    case .get, .longGet:
      let key = instruction == .get ? UInt32(try cursor.read(UInt8.self)) : try cursor.read(UInt32.self)
      guard let value = memo[key] else { throw PickleProblem.noMemo(key) }
      stack.append(value)
    default:
      let key: UInt32 =
        switch instruction {
        case .put: UInt32(try cursor.read(UInt8.self))
        case .longPut: try cursor.read(UInt32.self)
        default: UInt32(truncatingIfNeeded: memo.count)
        }
      guard let top = stack.last else { throw PickleProblem.emptyStack }
      memo[key] = top
    }
  }

  // MARK: Containers

  private mutating func makeContainer(_ instruction: PickleInstruction) throws {
    switch instruction {
    case .emptyTuple: stack.append(heap.tuple([]))
    case .tuple: stack.append(heap.tuple(try popToMark()))
    case .tuple1, .tuple2, .tuple3:
      let count = instruction == .tuple1 ? 1 : instruction == .tuple2 ? 2 : 3
      var values: [PickleValue] = []
      for _ in 0..<count { values.append(try pop()) }
      stack.append(heap.tuple(values.reversed()))
    case .emptyList: stack.append(heap.list())
    case .list: stack.append(heap.list(try popToMark()))
    case .emptyDictionary: stack.append(heap.dictionary())
    case .dictionary:
      let values = try popToMark()
      let made = heap.dictionary()
      try set(values, in: made)
      stack.append(made)
    case .frozenSet:
      _ = try popToMark()
      stack.append(.opaque("set"))
    default: stack.append(.opaque("set"))
    }
  }

  private mutating func fillContainer(_ instruction: PickleInstruction) throws {
    let values: [PickleValue]
    switch instruction {
    case .append: values = [try pop()]
    case .setItem:
      let value = try pop()
      values = [try pop(), value]
    default: values = try popToMark()
    }
    guard stack.count > (marks.last ?? 0), let target = stack.last else { throw PickleProblem.emptyStack }
    switch (instruction, target) {
    case (.append, .list(let place)), (.appends, .list(let place)): heap.append(values, toList: place)
    case (.setItem, .dictionary), (.setItems, .dictionary): try set(values, in: target)
    case (_, .opaque): break
    default: throw PickleProblem.target(instruction.name, found: target.kind)
    }
  }

  private mutating func set(_ values: [PickleValue], in target: PickleValue) throws {
    guard case .dictionary(let place) = target, values.count % 2 == 0 else {
      throw PickleProblem.target("a dictionary's items", found: "\(values.count) values")
    }
    for position in stride(from: 0, to: values.count, by: 2) {
      heap.set(values[position], values[position + 1], inDictionary: place)
    }
  }

  // MARK: Names

  private mutating func runGlobal(_ instruction: PickleInstruction, _ cursor: inout PickleCursor) throws {
    let module: String
    let name: String
    if instruction == .global {
      module = try cursor.readLine()
      name = try cursor.readLine()
    } else {
      guard case .text(let second) = try pop(), case .text(let first) = try pop() else {
        throw PickleProblem.target(instruction.name, found: "no text")
      }
      (module, name) = (first, second)
    }
    guard let global = PickleGlobal.named(name, in: module) else {
      throw PickleProblem.global(module: module, name: name)
    }
    stack.append(.global(global))
  }
}
