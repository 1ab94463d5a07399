import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Inputs that fuzzing found worth keeping: a target that breaks a promise ends the process, and with it the tests.
@Suite(.serialized) struct KeptInputTests {
  @Test(arguments: FuzzTarget.allCases)
  func everyKeptInputIsSurvived(target: FuzzTarget) throws {
    let folder = Fixture.path("fuzz/\(target.rawValue)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 5)
    for name in names {
      let bytes = try Fixture.bytes("fuzz/\(target.rawValue)/\(name)")
      bytes.withUnsafeBytes { target.run($0) }
      // Each with a few bits changed, too.
      ByteFlips.forEach(of: bytes, stride: 7) { $0.withUnsafeBytes { target.run($0) } }
    }
  }
}
