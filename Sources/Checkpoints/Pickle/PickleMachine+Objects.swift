/// The instructions that would call something: here they describe what would come of it.
extension PickleMachine {
  mutating func runObject(_ instruction: PickleInstruction) throws {
    switch instruction {
    case .persistentID: stack.append(.storage(try storage(try pop())))
    case .build:
      // Attributes of dictionaries, tensors and settings are passed over.
      _ = try pop()
      guard let target = stack.last else { throw PickleProblem.emptyStack }
      switch target {
      case .dictionary, .tensor, .opaque, .list: break
      default: throw PickleProblem.target(instruction.name, found: target.kind)
      }
    default:
      if instruction == .newObjectWithNames { _ = try pop() }
      let arguments = try pop()
      let callee = try pop()
      guard case .global(let global) = callee, let values = heap.elements(of: arguments) else {
        throw PickleProblem.target(instruction.name, found: "\(callee.kind) and \(arguments.kind)")
      }
      stack.append(try made(by: global, of: values))
    }
  }

  private mutating func made(by global: PickleGlobal, of values: [PickleValue]) throws -> PickleValue {
    switch global {
    case .dictionary: return try dictionary(of: values.last)
    case .list: return try heap.list(copied(values.first))
    case .tuple: return try heap.tuple(copied(values.first))
    case .parameter:
      guard case .tensor? = values.first else { throw PickleProblem.arguments("Parameter", "no tensor comes first") }
      return values[0]
    case .rebuild(let rebuild): return try rebuilt(by: rebuild, values)
    case .opaque(let name): return .opaque(name)
    case .storage, .type: throw PickleProblem.target("a call", found: "a type of elements")
    }
  }

  /// The elements of a tuple or list, counted as much work: a pickle could ask for them again and again, and each takes memory.
  private mutating func copied(_ value: PickleValue?) throws -> [PickleValue] {
    let elements = value.flatMap(heap.elements) ?? []
    try work(elements.count * 16)
    return elements
  }

  /// A dictionary made of a list of pairs; the same one of a dictionary, and an empty one of anything else.
  private mutating func dictionary(of content: PickleValue?) throws -> PickleValue {
    if case .dictionary? = content { return content ?? .none }
    let made = heap.dictionary()
    guard case .dictionary(let place) = made, case .list? = content else { return made }
    for pair in try copied(content) {
      guard let values = heap.elements(of: pair), values.count == 2 else {
        throw PickleProblem.arguments("OrderedDict", "what should be pairs is not")
      }
      heap.set(values[0], values[1], inDictionary: place)
    }
    return made
  }
}
