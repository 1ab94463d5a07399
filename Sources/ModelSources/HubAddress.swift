/// The address of a model's page or file on a hub, as a browser shows it.
struct HubAddress {
  /// What would follow `hf://`: `org/name@revision/path`.
  let uri: String

  /// nil for what is no address of the public hub, or of the one that HF_ENDPOINT names.
  ///
  /// `https://huggingface.co/org/name`, with `/tree/REVISION[/path]`, `/blob/REVISION/path` or `/resolve/REVISION/path` behind it.
  init?(_ text: String) {
    let endpoint = HubSettings.processEnvironment("HF_ENDPOINT") ?? ""
    let hosts = ["https://huggingface.co/", "https://www.huggingface.co/", "https://hf.co/"]
    let own = endpoint.isEmpty ? [] : [endpoint.hasSuffix("/") ? endpoint : endpoint + "/"]
    guard let start = (hosts + own).first(where: text.hasPrefix) else { return nil }
    let path = text.dropFirst(start.count).prefix { $0 != "?" && $0 != "#" }
    let parts = path.split(separator: "/").map(String.init)
    guard let place = parts.firstIndex(where: ["tree", "blob", "resolve"].contains), (1...2).contains(place),
      place + 1 < parts.count
    else {
      uri = parts.joined(separator: "/")
      return
    }
    uri = parts[..<place].joined(separator: "/") + "@" + parts[(place + 1)...].joined(separator: "/")
  }
}
