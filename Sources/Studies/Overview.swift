// Studies: the questions that a person asks of a model, each told once.
//
// A study is a value: its properties are the question's parameters, `run` answers. The answer is Codable, which is
// the JSON, and says in blocks how it is told. Catalogue/ lists the studies; commands, help, completions and the
// sections of a report follow from their entries, and know no study by name. Studies never open files and never write
// any; they name parameters, and know nothing of a command line.
