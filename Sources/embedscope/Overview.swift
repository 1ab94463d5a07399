// embedscope: the tool.
//
// Commands that are studies follow from the catalogue (StudyCommand); the others have a file each in Commands/. What
// was typed is checked before anything is opened; results go to the standard output, everything said to a person to
// the standard error.
