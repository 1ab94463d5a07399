// Architectures: families of models, each told once: its modules, its tensors' names, its configuration.
//
// A family's module tree is what Python prints for it, byte for byte, built from config.json alone; the same
// description counts the parameters and finds the table of token embeddings.
