extension InfoStudy {
  package static let entry = StudyEntry(
    name: InfoResult.study,
    summary: "Shows where a model comes from and what its files hold",
    discussion: """
      Lists the model's files, its commit where it comes from the hub, what its tokenizer and its weights say of themselves \
      (the keys and values of a GGUF file, the __metadata__ of safetensors; long arrays by their first elements), and the \
      tensors with type and shape, those that differ by a layer's number on one line. Only headers are read. A model \
      without a tokenizer, a tokenizer without weights and types that cannot be read are answered, too: what is missing \
      is said at the end. Of a model on the hub only headers are fetched, and of its shards only that which holds the \
      embeddings; {full} reads the headers of all. {json} lists every tensor by itself.
      """,
    examples: [
      .init("gpt2", effect: "Files, commit and tensors."),
      .init("model-Q4_K_M.gguf", effect: "A file's keys and values, too."),
      .init("tokenizer.json", effect: "A tokenizer by itself."),
      .init("org/name", values: ["full": ""], effect: "All tensors of a model on the hub."),
      .init("org/name", dryRun: true, effect: "What looking at its embeddings would fetch."),
    ],
    parameters: [full], draws: false,
    make: { InfoStudy(readsAllHeaders: try $0[full]) })

  private static let full = Parameter.flag("full", help: "Reads the headers of all shards of a model on the hub.")
}
