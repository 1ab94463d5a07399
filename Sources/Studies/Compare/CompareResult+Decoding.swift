// Values that are not finite are null in JSON; read back they are NaN, so that a row keeps its length.

extension CompareResult.Model {
  /// Reads what ``CompareResult`` wrote; null in the row becomes NaN.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    model = try container.decode(String.self, forKey: .model)
    tokenID = try container.decode(Int.self, forKey: .tokenID)
    token = try container.decode(TokenDescription.self, forKey: .token)
    splitInto = try container.decode([Int].self, forKey: .splitInto)
    otherForms = try container.decode([CompareResult.Form].self, forKey: .otherForms)
    row = try container.decode([Float?].self, forKey: .row).map { $0 ?? .nan }
  }
}

extension CompareResult.Form {
  /// Reads what ``CompareResult`` wrote; null in the row becomes NaN.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Int.self, forKey: .id)
    raw = try container.decode(String.self, forKey: .raw)
    text = try container.decodeIfPresent(String.self, forKey: .text)
    bytesHex = try container.decode(String.self, forKey: .bytesHex)
    shown = try container.decode(String.self, forKey: .shown)
    row = try container.decode([Float?].self, forKey: .row).map { $0 ?? .nan }
  }
}
