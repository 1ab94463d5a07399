/// An answer that says no, with what helps to see why.
public struct Refusal: Sendable, Equatable, CustomStringConvertible {
  /// What was asked for, without the signature that an address may carry.
  public var address: String
  /// The status code.
  public var status: Int
  /// What the server says itself; empty where it says nothing.
  public var reason: String
  /// Who asked.
  public var asker: Asker
  /// How many seconds the server asks to wait.
  public var waitSeconds: Double?

  /// Describes an answer.
  public init(address: String, status: Int, reason: String, asker: Asker, waitSeconds: Double? = nil) {
    self.address = address
    self.status = status
    self.reason = reason
    self.asker = asker
    self.waitSeconds = waitSeconds
  }

  /// Address, status, the server's reason, the token, and what to do.
  public var description: String {
    let wait = waitSeconds.map { " (asks to wait \(Int(min($0, 1e9).rounded(.up))) s)" }
    return ["\(address): status \(status)\(saidReason)\(wait ?? "")", asker.description, advice]
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// `: ` and the server's reason, where it gave one.
  var saidReason: String { reason.isEmpty ? "" : ": " + ModelSourcesError.shortened(reason) }

  /// What the status means, and what to do.
  private var advice: String {
    switch (status, asker) {
    case (401, .token(_, worksWithout: true)): "take the token away, or log in again"
    case (401, .token): "log in again, or take another token"
    case (401, _): "log in, or set HF_TOKEN"
    case (403, .otherHost): "the address may have expired: try again"
    case (403, .token): "the token may not read this: ask for access with its account, or take another one"
    case (403, _): "it is not for everyone: log in, or set HF_TOKEN"
    case (404, _): "it is not there (any more)"
    case (407, _): "the proxy asks who you are: put name and password into https_proxy"
    case (429, .token), (429, .otherHost): "asked too often: wait some minutes"
    case (429, _): "asked too often: wait some minutes, or set HF_TOKEN, which raises the limit"
    case (451, _): "the hub may not show it, for legal reasons"
    case (500...599, _): "the server has trouble: try again later"
    default: ""
    }
  }
}

/// Where a token comes from that is shown to the hub.
public enum TokenOrigin: Sendable, Equatable, CustomStringConvertible {
  /// Given by the program, or by an option.
  case given
  /// An environment variable.
  case variable(String)
  /// A file; the variable that leads to it, where it is not in the usual place.
  case file(path: String, variable: String?)

  /// A few words, without the token itself.
  public var description: String {
    switch self {
    case .given: "the token that was given"
    case .variable(let name): "the token in \(name)"
    case .file(let path, nil): "the token in the file \(path)"
    case .file(let path, let variable?): "the token in the file \(path), which \(variable) names"
    }
  }
}

/// As whom a request was made.
public enum Asker: Sendable, Equatable, CustomStringConvertible {
  /// With a token; whether the same request is answered without it, where that was tried.
  case token(TokenOrigin, worksWithout: Bool?)
  /// There is no token; `searched` is the file that would hold one.
  case nobody(searched: String)
  /// There may be a token, but HF_HUB_DISABLE_IMPLICIT_TOKEN keeps it back.
  case tokenKeptBack
  /// Asked was another host than the hub, which no token is for.
  case otherHost

  /// Which token was shown, in words; nothing where none could be.
  public var description: String {
    switch self {
    case .token(let origin, nil): "sent with \(origin)"
    case .token(let origin, true?): "sent with \(origin); without it the same request is answered"
    case .token(let origin, false?): "sent with \(origin); without it the answer is no, too"
    case .nobody(let searched): "sent without a token (HF_TOKEN is not set, and there is no file \(searched))"
    case .tokenKeptBack: "sent without a token (HF_HUB_DISABLE_IMPLICIT_TOKEN keeps it back)"
    case .otherHost: ""
    }
  }

  /// Whether a token was shown.
  public var showedToken: Bool { if case .token = self { true } else { false } }
}
