// Tokenization: text to tokens and back, as the libraries that trained the tokenizers do it.
//
// A folder for each stage of the pipeline: normalizers, pre-tokenizers, models, post-processors, decoders; Files/
// holds what opens each kind of file, and Files/Folder/ what a model's folder means. Vocabularies are keyed by bytes,
// never by String, for which two spellings of é are one. Where a pipeline is one that is known, a faster way through
// it stands beside the plain one, and tests hold the two equal.
