#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How much memory the machine has.
package enum MachineMemory {
  /// All of it, in bytes; where the system does not say, no limit.
  package static var bytes: UInt64 {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? UInt64(pages) * UInt64(size) : .max
  }
}
