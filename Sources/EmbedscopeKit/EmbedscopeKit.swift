// Everything that a Swift program needs to open models and put questions to them, under one import.
@_exported public import Architectures
@_exported public import ByteFiles
@_exported public import Checkpoints
@_exported public import EmbeddingAnalysis
@_exported public import Figures
@_exported public import ModelSources
@_exported public import Projections
@_exported public import Reports
@_exported public import Studies
@_exported public import Tensors
@_exported public import Tokenization
@_exported public import Work
@_exported public import Workspace
