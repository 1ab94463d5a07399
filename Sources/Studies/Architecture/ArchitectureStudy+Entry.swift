import Workspace

extension ArchitectureStudy {
  package static let entry = StudyEntry(
    name: ArchitectureResult.study,
    summary: "Prints what a model is made of: modules, parameters, memory",
    discussion: """
      Prints the module tree exactly as Python's print(model) does for GPT-2, BERT, Llama and twenty other types of models, \
      from config.json alone, and for any other model the tree of its tensors. Then the parameters of each module and in \
      total, tied weights once. Always the base model: heads and buffers that its file holds beyond that are listed, not \
      counted.
      """,
    examples: [.init("gpt2", effect: "GPT2Model and its 124,439,808 parameters.")], reads: .configuration,
    sections: [
      ReportSection(
        study: "architecture", id: "architecture", title: "What the models are made of", isOfNotebook: true
      ) { _ in ArchitectureStudy() }
    ],
    make: { _ in ArchitectureStudy() })
}
