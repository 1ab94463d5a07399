// Tokenizers alone: what a Swift program needs to turn text into a model's tokens and back, under one import.
//
// It stands on PCRE2 and the system's libraries; nothing of figures, weights or linear algebra comes with it.
@_exported public import ByteFiles
@_exported public import Tokenization
