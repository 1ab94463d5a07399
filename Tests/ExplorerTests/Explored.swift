import Foundation
import TestSupport
import Work
import Workspace

@testable import Explorer

/// Small models in an explorer, asked as a browser asks.
enum Explored {
  static let gpt2 = Fixture.path("models/tiny-gpt2")
  static let bert = Fixture.path("models/tiny-bert")

  /// An explorer of these models that keeps nothing on disk, or in `cache`.
  static func explorer(_ models: [String] = [gpt2, bert], cache: String? = nil) throws -> Explorer {
    try Explorer(models.map { try OpenModel($0) }, cache: cache.map { ResultCache(folder: $0) })
  }
}

extension Explorer {
  func get(_ target: String, headers: [(name: String, value: String)] = []) -> Reply {
    answer(Request("GET", target, headers: headers))
  }

  func post(_ target: String, _ body: String, headers: [(name: String, value: String)] = []) -> Reply {
    answer(Request("POST", target, headers: [("Content-Type", "application/json")] + headers, body: Array(body.utf8)))
  }

  /// The object that a GET gives.
  func object(_ target: String) throws -> [String: Any] { try get(target).object() }

  /// Puts a question and waits for its answer.
  ///
  /// - Returns: the key of the result.
  func ask(_ study: String, _ body: String) throws -> String {
    let reply = post("/api/studies/\(study)", body)
    let answer = try reply.object()
    if let key = answer["result"] as? String { return key }
    guard let job = answer["job"] as? String else { throw NoAnswer(text: reply.text) }
    for _ in 0..<2_000 {
      let status = try object("/api/jobs/\(job).json")
      if let key = status["result"] as? String { return key }
      if let error = status["error"] as? String { throw NoAnswer(text: error) }
      usleep(5_000)
    }
    throw NoAnswer(text: "no end")
  }
}

/// What was asked gave no answer.
struct NoAnswer: Error { var text: String }

extension Reply {
  var text: String { String(decoding: bytes, as: UTF8.self) }

  func object() throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      throw NoAnswer(text: text)
    }
    return object
  }

  /// The bytes as numbers.
  func numbers<Number: BitwiseCopyable>(_ type: Number.Type = Number.self) -> [Number] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / MemoryLayout<Number>.size).map {
        raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self)
      }
    }
  }
}
