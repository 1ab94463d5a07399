/// The same models, saved by something around them.
extension PublishedLayout {
  static let wrapped: [PublishedLayout] = [
    .init(
      "karpathy/nanoGPT, a compiled model's state: padded", nil, tokens: 50257,
      [
        "_orig_mod.lm_head.weight": [50304, 768], "_orig_mod.transformer.h.0.attn.bias": [1, 1, 1024, 1024],
        "_orig_mod.transformer.wpe.weight": [1024, 768], "_orig_mod.transformer.wte.weight": [50304, 768],
      ], table: "_orig_mod.transformer.wte.weight"),
    .init(
      "torch.nn.parallel.DistributedDataParallel over BERT", #"{"model_type": "bert", "vocab_size": 30522}"#,
      tokens: 30522,
      [
        "module.bert.embeddings.position_embeddings.weight": [512, 768],
        "module.bert.embeddings.word_embeddings.weight": [30522, 768],
      ], table: "module.bert.embeddings.word_embeddings.weight"),
    .init(
      "torch.distributed.fsdp over Llama", #"{"model_type": "llama", "vocab_size": 32000}"#, tokens: 32000,
      [
        "_fsdp_wrapped_module.lm_head.weight": [32000, 2048],
        "_fsdp_wrapped_module.model._fsdp_wrapped_module.embed_tokens.weight": [32000, 2048],
      ], table: "_fsdp_wrapped_module.model._fsdp_wrapped_module.embed_tokens.weight"),
    .init(
      "peft's adapter_model.safetensors with a table", nil, tokens: 32003,
      [
        "base_model.model.lm_head.weight": [32003, 4096],
        "base_model.model.model.embed_tokens.weight": [32003, 4096],
        "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight": [8, 4096],
        "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight": [4096, 8],
      ], table: "base_model.model.model.embed_tokens.weight"),
    .init(
      "peft, a whole model's state with modules_to_save", #"{"model_type": "llama", "vocab_size": 32000}"#,
      tokens: 32003,
      [
        "base_model.model.model.embed_tokens.modules_to_save.default.weight": [32003, 4096],
        "base_model.model.model.embed_tokens.original_module.weight": [32003, 4096],
      ], table: "base_model.model.model.embed_tokens.modules_to_save.default.weight",
      others: ["base_model.model.model.embed_tokens.original_module.weight"]),
    .init(
      "peft, a table with an adapter of its own", #"{"model_type": "llama", "vocab_size": 32000}"#, tokens: 32000,
      [
        "base_model.model.model.embed_tokens.base_layer.weight": [32000, 4096],
        "base_model.model.model.embed_tokens.lora_embedding_A.default": [8, 32000],
        "base_model.model.model.embed_tokens.lora_embedding_B.default": [4096, 8],
      ], table: "base_model.model.model.embed_tokens.base_layer.weight"),
    .init(
      "sentence-transformers/all-MiniLM-L6-v2", #"{"model_type": "bert", "vocab_size": 30522}"#, tokens: 30522,
      [
        "embeddings.position_embeddings.weight": [512, 384], "embeddings.position_ids": [1, 512],
        "embeddings.word_embeddings.weight": [30522, 384], "pooler.dense.weight": [384, 384],
      ], table: "embeddings.word_embeddings.weight"),
    .init(
      "sentence_transformers.SentenceTransformer's whole state", nil, tokens: 30522,
      [
        "0.auto_model.embeddings.position_embeddings.weight": [512, 384],
        "0.auto_model.embeddings.word_embeddings.weight": [30522, 384], "2.linear.weight": [256, 384],
      ], table: "0.auto_model.embeddings.word_embeddings.weight"),
    .init(
      "sentence-transformers/static-retrieval-mrl-en-v1, 0_StaticEmbedding", nil, tokens: 30522,
      ["embedding.weight": [30522, 1024]], table: "embedding.weight"),
    .init(
      "minishlab/potion-base-8M", #"{"model_type": "model2vec"}"#, tokens: 29528, ["embeddings": [29528, 256]],
      table: "embeddings"),
    .init(
      "vision-language reward model of trl: a value head", #"{"model_type": "qwen2", "vocab_size": 151936}"#,
      tokens: 151665,
      [
        "pretrained_model.model.embed_tokens.weight": [151936, 896], "v_head.summary.weight": [1, 896],
      ], table: "pretrained_model.model.embed_tokens.weight"),
  ]
}
