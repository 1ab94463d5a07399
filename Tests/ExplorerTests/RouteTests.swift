import EmbeddingAnalysis
import Figures
import Foundation
import Studies
import Testing
import Tokenization
import Work
import Workspace

@testable import Explorer

/// Each route gives what the study or the model itself gives.
struct RouteTests {
  private let explorer: Explorer
  private let gpt2: OpenModel
  private let bert: OpenModel

  init() throws {
    explorer = try Explored.explorer()
    gpt2 = try OpenModel(Explored.gpt2)
    bert = try OpenModel(Explored.bert)
  }

  @Test func theDescriptionNamesModelsAndStudies() throws {
    let facts = try explorer.object("/api/explorer.json")
    let models = try #require(facts["models"] as? [[String: Any]])
    #expect(models.map { $0["name"] as? String } == ["tiny-gpt2", "tiny-bert"])
    #expect(models[0]["rows"] as? Int == (try gpt2.tokenEmbeddings().rowCount))
    #expect(models[0]["columns"] as? Int == (try gpt2.tokenEmbeddings().columnCount))
    #expect(models[0]["tokenizerSize"] as? Int == (try gpt2.tokenizer().vocabulary.count))
    #expect(models[0]["marksSpaces"] as? Bool == true)
    #expect(models[1]["marksSpaces"] as? Bool == false)
    #expect(facts["pairs"] as? [[Int]] == [[0, 1]])
    let studies = try #require(facts["studies"] as? [[String: Any]])
    let names = studies.compactMap { $0["name"] as? String }
    #expect(names == Catalogue.studies.map(\.name).filter { $0 != "tokenizers" })
    // No parameter that names a file, and no braces that a command line would fill.
    let project = try #require(studies.first { $0["name"] as? String == "project" })
    let parameters = try #require(project["parameters"] as? [[String: Any]])
    #expect(
      !parameters.contains { ($0["name"] as? String)?.contains("file") == true || $0["name"] as? String == "color-by" })
    #expect(!"\(studies.map { "\($0["discussion"] ?? "")" })".contains("{"))
    #expect(try #require(studies.first { $0["name"] as? String == "diff" })["models"] as? String == "pair")
  }

  @Test func tokensAreLines() throws {
    for (number, model) in [gpt2, bert].enumerated() {
      let vocabulary = try model.tokenizer().vocabulary
      let rows = try model.tokenEmbeddings().rowCount
      let lines = explorer.get("/api/models/\(number)/tokens.txt").text.split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == rows + 1 && lines.last == "")
      #expect((0..<rows).allSatisfy { String(lines[$0]) == TokenDescription($0, in: vocabulary).shown })
      let raw = explorer.get("/api/models/\(number)/raw.txt").text.split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect((0..<rows).allSatisfy { String(raw[$0]) == vocabulary.raw(of: $0) ?? "" })
    }
  }

  @Test func rowsAreTheMatrix() throws {
    let matrix = try bert.tokenEmbeddings()
    for row in [0, 5, matrix.rowCount - 1] {
      #expect(explorer.get("/api/models/1/rows/\(row).bin").numbers(Float.self) == matrix.row(row))
    }
    for bad in ["\(matrix.rowCount)", "-1", "007", "x", "1e3", "99999999999999999999"] {
      #expect(explorer.get("/api/models/1/rows/\(bad).bin").status == 404, "\(bad)")
    }
    #expect(explorer.get("/api/models/2/rows/0.bin").status == 404)
  }

  @Test func neighboursAreThoseOfTheStudy() throws {
    let word = try #require(try gpt2.tokenizer().vocabulary.first { $0.text?.count ?? 0 > 2 }?.text)
    var allowed = CharacterSet.alphanumerics
    allowed.insert("-")
    let query = try #require(word.addingPercentEncoding(withAllowedCharacters: allowed))
    let asked = explorer.get("/api/models/0/neighbors.json?word=\(query)&k=4&metric=euclidean")
    let expected = try NeighborsStudy(words: [word], k: 4, space: NeighborSpace(metric: .euclidean)).run([gpt2]).json()
    #expect(asked.status == 200)
    #expect(asked.text == expected)
    let byID = explorer.get("/api/models/0/neighbors.json?id=3&id=4&corrected=1")
    #expect(
      byID.text
        == (try NeighborsStudy(words: [], tokenIDs: [3, 4], space: NeighborSpace(isCorrected: true)).run([gpt2]).json())
    )
  }

  @Test(arguments: [
    "", "?k=3", "?id=x", "?id=1&k=0", "?id=1&k=100000", "?id=1&metric=manhattan", "?id=1&corrected=2",
    "?id=1&all=x.csv",
    "?id=1&metric=cosine&metric=dot",
  ])
  func badQueriesSayWhy(query: String) throws {
    let reply = explorer.get("/api/models/0/neighbors.json\(query)")
    #expect(reply.status == 400)
    let text = try #require(try reply.object()["error"] as? String)
    #expect(!text.contains("--") && !text.contains("{"), "\(text)")
  }

  @Test func textIsTokenizedAsByTheCommand() throws {
    let text = "Hello wörld\u{0}<b>"
    let body = #"{"text":"Hello wörld\u0000<b>","models":[1,0]}"#
    let answer = try explorer.post("/api/tokenize", body).object()
    let models = try #require(answer["models"] as? [[String: Any]])
    for (given, model) in zip(models, [bert, gpt2]) {
      let texts = try #require(given["texts"] as? [[String: Any]])
      let encoding = try model.tokenizer().encode(text)
      #expect(given["model"] as? String == model.displayName)
      #expect(texts[0]["ids"] as? [Int] == encoding.ids)
      #expect(texts[0]["tokens"] as? [String] == encoding.tokens)
      #expect(texts[0]["offsets"] as? [[Int]] == encoding.offsets.map { [$0.lowerBound, $0.upperBound] })
    }
    #expect(answer["study"] as? String == "tokenize" && answer["schema"] as? Int == 2)
    let long = String(repeating: "a", count: 300 << 10)
    #expect(explorer.post("/api/tokenize", #"{"text":"\#(long)","models":[0]}"#).status == 413)
  }

  @Test func aResultIsWhatTheStudyFinds() throws {
    let key = try explorer.ask("stats", #"{"models":[0,1],"values":{}}"#)
    let result = try StatsStudy().run([gpt2, bert])
    let folder = "/api/results/\(key)"
    #expect(explorer.get("\(folder)/result.json").text == (try result.json()))
    for figure in result.figures() {
      let svg = explorer.get("\(folder)/figures/\(figure.name).svg")
      #expect(svg.text == (try figure.figure.svg(idPrefix: figure.name)))
      #expect(svg.header("Content-Type") == "image/svg+xml")
      #expect(
        explorer.get("\(folder)/blocks.html").text.contains(
          "<img src=\"api/results/\(key)/figures/\(figure.name).svg\""))
    }
    for table in result.tables() { #expect(explorer.get("\(folder)/tables/\(table.name).csv").text == table.csv()) }
    // The same question is answered at once, and listed.
    #expect(try explorer.post("/api/studies/stats", #"{"models":[0,1]}"#).object()["result"] as? String == key)
    let listed =
      try JSONSerialization.jsonObject(with: Data(explorer.get("/api/results.json").bytes)) as? [[String: Any]]
    #expect(listed?.count == 1 && listed?.first?["key"] as? String == key)
    #expect(listed?.first?["models"] as? [Int] == [0, 1])
  }

  @Test func aMapIsGivenAsNumbers() throws {
    let key = try explorer.ask("project", #"{"models":[0],"values":{"method":["pca"],"dimensions":["3"]}}"#)
    let folder = "/api/results/\(key)"
    let result = try #require(
      try JSONSerialization.jsonObject(with: Data(explorer.get("\(folder)/result.json").bytes)) as? [String: Any])
    let model = try #require((result["models"] as? [[String: Any]])?.first)
    let axes = try ["x", "y", "z"].map { try #require(model[$0] as? [NSNumber]).map(\.floatValue) }
    let points = explorer.get("\(folder)/points.bin").numbers(Float.self)
    let rows = try gpt2.tokenEmbeddings().rowCount
    #expect(points == (0..<rows).flatMap { row in axes.map { $0[row] } })
    let map = try explorer.object("\(folder)/map.json")
    #expect(map["method"] as? String == "pca" && map["dimensions"] as? Int == 3)
    let bounds = try #require(map["bounds"] as? [[NSNumber]]).map { $0.map(\.floatValue) }
    #expect(bounds == axes.map { [$0.min() ?? 0, $0.max() ?? 0] })
    #expect((map["varianceRatios"] as? [Double])?.count == 3)
  }

  @Test(arguments: [
    #"{"models":[0]}"#, #"{"models":[0,1],"values":{"words":["a"],"k":["x"]}}"#, #"{"models":[],"values":{}}"#,
    #"{"models":[7],"values":{}}"#, #"{"models":[0,0],"values":{"id":["1"]}}"#, #"{"models":["0"]}"#, "[]", "{", "",
    #"{"models":[0],"values":{"all":["/tmp/x.csv"]}}"#, #"{"models":[0],"values":{"words":"a"}}"#,
    #"{"models":[0],"more":1}"#, #"{"models":[0],"values":{"k":["1","2"],"id":["1"]}}"#, #"{"models":[0.5]}"#,
  ])
  func badQuestionsStartNothing(body: String) throws {
    let reply = explorer.post("/api/studies/neighbors", body)
    #expect(reply.status == 400)
    #expect(try reply.object()["error"] is String)
    #expect(explorer.get("/api/results.json").text == "[]")
  }

  @Test func aQuestionThatFailsSaysWhy() throws {
    do {
      _ = try explorer.ask("neighbors", #"{"models":[0],"values":{"id":["99999"]}}"#)
      Issue.record("an answer to what is no row")
    } catch let error as NoAnswer {
      #expect(!error.text.isEmpty && !error.text.contains("--"))
    }
  }

  @Test func whatIsNotThereIsNotFound() throws {
    for path in [
      "/api", "/api/", "/nothing", "/api/jobs/1.json", "/api/results/abc/result.json", "/api/models/0/tokens.txt/x",
      "/api/results/\(String(repeating: "a", count: 64))/result.json", "/page/nothing.js", "/api/models/00/tokens.txt",
      "/api/studies/project", "/index.html",
    ] {
      let status = explorer.get(path).status
      #expect(status == 404 || status == 405 || status == 400, "\(path): \(status)")
    }
    #expect(explorer.post("/api/studies/nothing", #"{"models":[0]}"#).status == 404)
    let wrong = explorer.answer(Request("GET", "/api/tokenize"))
    #expect(wrong.status == 405 && wrong.header("Allow") == "POST")
    let unknown = explorer.answer(Request("PUT", "/"))
    #expect(unknown.status == 405)
  }
}
