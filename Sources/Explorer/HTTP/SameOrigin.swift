/// Whether a request comes from this server's own page, or from a program that is no browser.
///
/// What starts work is asked for from there alone: the pages of other sites can send requests, too.
enum SameOrigin {
  static func check(_ request: Request) throws(Refusal) {
    if request.has("sec-fetch-site"), request.header("sec-fetch-site") != "same-origin" {
      throw .forbidden("this was asked for by a page of another site")
    }
    guard request.has("origin") else { return }
    guard let host = request.header("host"), let origin = request.header("origin"),
      origin.lowercasedASCII == "http://\(host.lowercasedASCII)"
    else { throw .forbidden("this was asked for by a page of another site") }
  }
}
