// Tokenization: text to tokens and back, as the libraries that trained the tokenizers do it.
//
// A folder for each stage of the pipeline: added tokens, normalizers, pre-tokenizers, models, post-processors, decoders.
// Pipeline/ runs the first four, and chooses once for each tokenizer which way its texts take: stage by stage, or a faster
// one that comes to the same, which tests hold equal. Files/ holds what opens each kind of file, and Files/Folder/ what a
// model's folder means. Vocabularies are keyed by bytes, never by String, for which two spellings of é are one.
