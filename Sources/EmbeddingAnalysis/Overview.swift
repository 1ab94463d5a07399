// EmbeddingAnalysis: what can be said of a matrix of rows, without knowing what the rows are.
//
// Rows are read by blocks and never copied as a whole. Searches screen in 32 bits and decide in 64: a bound on the
// error of the quick product says which rows can be left out, so that the answer is the exact one.
