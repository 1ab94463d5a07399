// ByteFiles: files as bytes, read with every bound checked, and written whole or not at all.
//
// Readers get a ByteSource, never a file: a mapped file, owned bytes, or a file of which only some ranges are on this
// machine. A reader says which range it is about to look at; whether these bytes have to be fetched first is none of
// its business.
