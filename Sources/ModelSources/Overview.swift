// ModelSources: which model a person means, and which of its files are which.
//
// Layout/ decides once what each file is, by name and first bytes; what comes later gets typed answers and never
// looks at a name again. The cache is the one that Python's tools share, so it is read and written exactly as they
// do; parts of files, which they do not know, lie beside it.
