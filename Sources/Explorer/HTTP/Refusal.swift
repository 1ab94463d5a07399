/// Why a request gets no answer: the status of HTTP, and a text for the person who asked.
struct Refusal: Error, Equatable, CustomStringConvertible {
  var status: Int
  var description: String
  /// The methods that the path would answer; for 405 alone.
  var allowed: [String] = []

  init(_ status: Int, _ description: String, allowed: [String] = []) {
    self.status = status
    self.description = description
    self.allowed = allowed
  }

  static func badRequest(_ text: String) -> Refusal { Refusal(400, text) }
  static func forbidden(_ text: String) -> Refusal { Refusal(403, text) }
  static func notFound(_ text: String) -> Refusal { Refusal(404, text) }
  /// What was asked for is there, and the state that the model is in does not allow the answer.
  static func conflict(_ text: String) -> Refusal { Refusal(409, text) }
}
