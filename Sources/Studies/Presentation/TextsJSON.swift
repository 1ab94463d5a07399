import SafeText

/// What `tokenize` and `decode` print as JSON: one object, with the texts of each model.
package struct TextsJSON<Text: Encodable>: Encodable {
  /// A model and its texts.
  package struct Model: Encodable {
    package var model: String
    package var texts: [Text]

    package init(model: String, texts: [Text]) {
      self.model = model
      self.texts = texts
    }
  }

  package var models: [Model]

  package init(models: [Model]) { self.models = models }

  /// The texts of one model.
  package init(model: String, texts: [Text]) { self.init(models: [Model(model: model, texts: texts)]) }
}

extension TextsJSON where Text == String {
  /// What stands before and behind texts that are written one after the other.
  package static func frame(study: String, model: String) throws -> (opening: String, closing: String) {
    let whole = try JSONText.encode(StudyJSON(study: study, payload: TextsJSON(model: model, texts: [])))
    let closing = "]}]}"
    return (String(decoding: whole.dropLast(closing.utf8.count), as: UTF8.self), closing)
  }
}
