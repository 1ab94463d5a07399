// SafeText: text from anywhere, made harmless for where it goes, and numbers made text.
//
// Names of files, tokens and servers' words are hostile until proven otherwise. So there is one escaping path for
// each format (terminal, markup, CSV, JSON), and everything that is shown goes through it; nothing else in the
// package writes a control character, a quotation mark or a bracket that it was given. Numbers, plurals and lists of
// words are here because every module says something to people.
