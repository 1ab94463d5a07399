// Workspace: a model whose parts are opened when they are first asked for.
//
// The only place that joins files, weights and tokenizer. A question that needs no tokenizer is answered without one,
// and the other way round; what is missing is said by an error that a study can give as its reason.
