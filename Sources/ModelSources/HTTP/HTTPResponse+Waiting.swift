import CCurl

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension HTTPResponse {
  /// How many seconds the server asks to wait before the next request; nil where it does not say.
  ///
  /// `Retry-After` holds seconds or a date, which is held against the server's own clock where it tells it; `RateLimit` is
  /// the draft that the hub follows: `"api";r=0;t=55`.
  var waitSeconds: Double? {
    if status == 429, let limit = self["ratelimit"], let seconds = Self.secondsToReset(limit) { return seconds }
    guard let text = self["retry-after"] else { return nil }
    if let seconds = Int(text) { return seconds >= 0 ? Double(seconds) : nil }
    guard let date = Self.seconds(of: text) else { return nil }
    return Double(max(0, date - (self["date"].flatMap(Self.seconds) ?? time(nil))))
  }

  /// The time of `Wed, 21 Oct 2015 07:28:00 GMT`, in seconds since 1970.
  private static func seconds(of date: String) -> Int? {
    let time = curl_getdate(date, nil)
    return time < 0 ? nil : time
  }

  /// `t` of a limit of which nothing remains (`r=0`).
  private static func secondsToReset(_ limit: String) -> Double? {
    let fields = limit.split(separator: ";").map { $0.filter { $0 != " " } }
    func value(_ name: String) -> Int? {
      fields.first { $0.hasPrefix(name + "=") }.flatMap { Int($0.dropFirst(name.count + 1)) }
    }
    guard value("r") == 0, let seconds = value("t"), seconds >= 0 else { return nil }
    return Double(seconds)
  }
}
