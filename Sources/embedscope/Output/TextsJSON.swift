import SafeText
import Studies

/// What `tokenize` and `decode` print as JSON: one object, with the texts of one model.
struct TextsJSON<Text: Encodable>: Encodable {
  /// The model and its texts.
  struct Model: Encodable {
    var model: String
    var texts: [Text]
  }

  var models: [Model]

  init(model: String, texts: [Text]) {
    models = [Model(model: model, texts: texts)]
  }
}

extension TextsJSON where Text == String {
  /// What stands before and behind texts that are written one after the other.
  static func frame(study: String, model: String) throws -> (opening: String, closing: String) {
    let whole = try JSONText.encode(StudyJSON(study: study, payload: TextsJSON(model: model, texts: [])))
    let closing = "]}]}"
    return (String(decoding: whole.dropLast(closing.utf8.count), as: UTF8.self), closing)
  }
}
