import FuzzTargets

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

#if FUZZING
private let target: FuzzTarget = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    print("FUZZ_TARGET is one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
    exit(64)
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  target.run(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
#else
/// Without libFuzzer there is nothing to do: Scripts/fuzz builds with it, and FuzzTests run the kept inputs.
@main struct Fuzzer {
  static func main() { print("Scripts/fuzz builds and runs this.") }
}
#endif
