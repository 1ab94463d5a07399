// swift-tools-version: 6.1
import PackageDescription

// The architecture, as one table: every module, the modules it may use, and the libraries outside this package behind it.
// Arrows point down only. The build refuses an import that this table does not allow (see .ci/run).
let modules: [Module] = [
  // The ground that any module may stand on: text, long work, files.
  Module("SafeText"),
  Module("Work"),
  Module("ByteFiles", uses: ["Work"], outside: ["CCrypto"]),

  // Leaves: they do not know each other.
  Module("Tensors", uses: ["Work"], outside: ["CVectorKernels"]),
  Module("ModelSources", uses: ["Work", "ByteFiles"], outside: ["CCurl"]),
  Module("Tokenization", uses: ["SafeText", "Work", "ByteFiles"], outside: ["CPCRE2", "CVectorKernels"]),
  Module("Figures", uses: ["SafeText"], outside: ["CZlib"]),

  // On leaves.
  Module("Checkpoints", uses: ["SafeText", "Work", "ByteFiles", "Tensors"], outside: ["CZlib"]),
  Module("Architectures", uses: ["SafeText", "ByteFiles", "Tensors", "Checkpoints"]),
  Module("EmbeddingAnalysis", uses: ["Work", "Tensors"]),
  Module("Projections", uses: ["Work", "Tensors", "EmbeddingAnalysis"], outside: ["CVectorKernels"]),
  Module("FiguresCairo", uses: ["Figures", "SafeText"], outside: ["CPangoCairo"]),

  // Joining.
  Module(
    "Workspace",
    uses: [
      "Work", "ByteFiles", "Tensors", "ModelSources", "Tokenization", "Checkpoints", "Architectures",
      "EmbeddingAnalysis",
    ]),

  // Studies: one folder per question a person asks.
  Module(
    "Studies",
    uses: [
      "SafeText", "Work", "ByteFiles", "Tensors", "ModelSources", "Tokenization", "Figures", "Architectures",
      "Checkpoints",
      "EmbeddingAnalysis", "Projections", "Workspace",
    ]),

  // Shells: what a person starts, what pages are made of, and what a Swift program imports.
  Module("HTMLBlocks", uses: ["SafeText", "Figures", "Studies"]),
  Module(
    "Reports",
    uses: [
      "SafeText", "Work", "ByteFiles", "ModelSources", "Figures", "Workspace", "Studies", "HTMLBlocks",
    ]),
  Module(
    "Explorer",
    uses: [
      "SafeText", "Work", "ByteFiles", "ModelSources", "Tokenization", "Figures", "EmbeddingAnalysis", "Projections",
      "Workspace", "Studies", "HTMLBlocks",
    ], outside: ["CMicrohttpd", "CZlib", "CExplorerPage"], excluded: ["Page"]),
  Module(
    "EmbedscopeKit",
    uses: [
      "Work", "ByteFiles", "Tensors", "ModelSources", "Tokenization", "Figures", "Checkpoints", "Architectures",
      "EmbeddingAnalysis",
      "Projections", "Workspace",
      "Studies", "Reports",
    ]),
  Module("EmbedscopeTokenization", uses: ["ByteFiles", "Tokenization"]),
  Module("EmbedscopeImages", uses: ["Figures", "FiguresCairo"]),
  Module(
    "embedscope",
    uses: [
      "SafeText", "Work", "ByteFiles", "ModelSources", "Tokenization", "Figures", "FiguresCairo",
      "Workspace",
      "Studies", "Reports", "Explorer",
    ], kind: .tool),
]

// Programs that show how to use the library: compiled and run by the tests.
let examples: [Module] = [
  Module("WordCorrelation", uses: ["EmbedscopeKit"], kind: .example)
]

let systemLibraries: [Target] = [
  .systemLibrary(
    name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
  .systemLibrary(
    name: "CPCRE2", path: "Sources/System/CPCRE2", pkgConfig: "libpcre2-8",
    providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
  .systemLibrary(
    name: "CPangoCairo", path: "Sources/System/CPangoCairo", pkgConfig: "pangocairo",
    providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango", "cairo"])]),
  .systemLibrary(
    name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
    providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
  .systemLibrary(
    name: "CCurl", path: "Sources/System/CCurl", pkgConfig: "libcurl",
    providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
  .systemLibrary(
    name: "CMicrohttpd", path: "Sources/System/CMicrohttpd", pkgConfig: "libmicrohttpd",
    providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
]

// In C: what needs more of a processor than every one of its family has, chosen when the program runs; and the files of
// the explorer's page, which the compiler puts into the tool.
let inC: [Target] = [
  .target(name: "CVectorKernels", path: "Sources/CVectorKernels"),
  .target(name: "CExplorerPage", path: "Sources/CExplorerPage"),
]

struct Module {
  var name: String
  var uses: [String]
  var outside: [String]
  /// What lies in its folder and is no source of it.
  var excluded: [String]
  var kind: Kind

  enum Kind { case library, tool, example, testSupport, developerTool, tests }

  init(
    _ name: String, uses: [String] = [], outside: [String] = [], excluded: [String] = [], kind: Kind = .library
  ) {
    self.name = name
    self.uses = uses
    self.outside = outside
    self.excluded = excluded
    self.kind = kind
  }

  var target: Target {
    let dependencies = (uses + outside).map { Target.Dependency(stringLiteral: $0) }
    let settings: [SwiftSetting] = [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ]
    switch kind {
    case .library:
      return .target(
        name: name, dependencies: dependencies, path: "Sources/\(name)", exclude: excluded, swiftSettings: settings)
    case .tool:
      return .executableTarget(name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: settings)
    case .example:
      return .executableTarget(
        name: name, dependencies: dependencies, path: "Examples/\(name)", swiftSettings: settings)
    case .testSupport:
      return .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
    case .developerTool:
      return .executableTarget(name: name, dependencies: dependencies, path: "Tools/\(name)", swiftSettings: settings)
    case .tests:
      return .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
    }
  }
}

// Tests: one target per module, and what they share.
let tests: [Module] = [
  Module("TestSupport", uses: ["ByteFiles"], kind: .testSupport),
  Module("CommandTests", uses: ["embedscope", "Figures", "Studies", "TestSupport", "SafeText", "Work"], kind: .tests),
  Module("ByteFilesTests", uses: ["ByteFiles", "TestSupport", "Work"], kind: .tests),
  Module("CheckpointsTests", uses: ["ByteFiles", "Checkpoints", "Tensors", "TestSupport", "Work"], kind: .tests),
  Module("SafeTextTests", uses: ["SafeText"], kind: .tests),
  Module("FiguresTests", uses: ["Figures", "FigureSamples", "TestSupport", "SafeText"], kind: .tests),
  Module(
    "TensorsTests", uses: ["ByteFiles", "Tensors", "TestSupport", "Work"], outside: ["CVectorKernels"], kind: .tests),
  Module("FigureSamples", uses: ["Figures", "SafeText"], kind: .testSupport),
  Module(
    "FiguresCairoTests", uses: ["Figures", "FiguresCairo", "FigureSamples", "TestSupport"], outside: ["CZlib"],
    kind: .tests),
  Module(
    "ArchitecturesTests", uses: ["Architectures", "ByteFiles", "Checkpoints", "Tensors", "TestSupport"], kind: .tests),
  Module("EmbeddingAnalysisTests", uses: ["EmbeddingAnalysis", "Tensors", "TestSupport", "Work"], kind: .tests),
  Module(
    "ProjectionsTests", uses: ["EmbeddingAnalysis", "Projections", "Tensors", "TestSupport", "Work"], kind: .tests),
  Module("TokenizationTests", uses: ["Tokenization", "ByteFiles", "TestSupport"], kind: .tests),
  Module(
    "FuzzTargets",
    uses: ["ByteFiles", "Checkpoints", "EmbeddingAnalysis", "Explorer", "Tensors", "Tokenization", "Workspace"],
    kind: .testSupport),
  Module("FuzzTests", uses: ["FuzzTargets", "TestSupport"], kind: .tests),
  Module(
    "StudiesTests",
    uses: [
      "SafeText", "Checkpoints", "EmbeddingAnalysis", "Figures", "Projections", "Studies", "Tokenization", "Workspace",
      "TestSupport", "Work",
    ],
    kind: .tests),
  Module(
    "WorkspaceTests",
    uses: [
      "Tensors", "ModelSources", "Tokenization", "Checkpoints", "Architectures", "EmbeddingAnalysis", "Workspace",
      "TestSupport",
    ], kind: .tests),
  Module(
    "ReportsTests",
    uses: [
      "Figures", "EmbeddingAnalysis", "HTMLBlocks", "Projections", "Reports", "Studies", "Workspace", "TestSupport",
      "Work",
    ],
    kind: .tests),
  Module(
    "ExplorerTests",
    uses: [
      "ByteFiles", "EmbeddingAnalysis", "Explorer", "Figures", "Studies", "Tokenization", "Workspace", "TestSupport",
      "Work",
    ],
    kind: .tests),
  Module("ModelSourcesTests", uses: ["ModelSources", "ByteFiles", "TestSupport", "Work"], kind: .tests),
]

// Programs for those who work on Embedscope: what Scripts/parity, Benchmarks and Scripts/fuzz run.
let tools: [Module] = [
  Module("ArchitectureParity", uses: ["Architectures"], kind: .developerTool),
  Module("TokenizationParity", uses: ["Tokenization", "ByteFiles"], kind: .developerTool),
  Module("AnalysisTiming", uses: ["EmbeddingAnalysis", "Projections", "Tensors", "Workspace"], kind: .developerTool),
  Module("MatrixValues", uses: ["EmbeddingAnalysis", "Workspace"], kind: .developerTool),
  Module("Fuzzer", uses: ["FuzzTargets"], kind: .developerTool),
]

let package = Package(
  name: "embedscope",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "EmbedscopeKit", targets: ["EmbedscopeKit"]),
    .library(name: "EmbedscopeTokenization", targets: ["EmbedscopeTokenization"]),
    .library(name: "EmbedscopeImages", targets: ["EmbedscopeImages"]),
    .executable(name: "embedscope", targets: ["embedscope"]),
  ],
  targets: systemLibraries + inC + (modules + examples + tests + tools).map(\.target)
)
