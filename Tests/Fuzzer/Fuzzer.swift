import FuzzTargets

#if FUZZING
/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  FuzzTarget.tokenizerJSON.run(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
#else
@main struct Fuzzer { static func main() {} }
#endif
