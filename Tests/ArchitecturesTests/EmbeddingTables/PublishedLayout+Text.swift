/// Encoders and decoders of text.
extension PublishedLayout {
  static let encoders: [PublishedLayout] = [
    .init(
      "google-bert/bert-base-uncased, model.safetensors", #"{"model_type": "bert", "vocab_size": 30522}"#,
      tokens: 30522,
      [
        "bert.embeddings.LayerNorm.gamma": [768], "bert.embeddings.position_embeddings.weight": [512, 768],
        "bert.embeddings.token_type_embeddings.weight": [2, 768],
        "bert.embeddings.word_embeddings.weight": [30522, 768],
        "bert.pooler.dense.weight": [768, 768], "cls.predictions.transform.dense.weight": [768, 768],
      ], table: "bert.embeddings.word_embeddings.weight"),
    .init(
      "FacebookAI/xlm-roberta-base, model.safetensors", #"{"model_type": "xlm-roberta", "vocab_size": 250002}"#,
      tokens: 250002,
      [
        "lm_head.dense.weight": [768, 768], "roberta.embeddings.position_embeddings.weight": [514, 768],
        "roberta.embeddings.token_type_embeddings.weight": [1, 768],
        "roberta.embeddings.word_embeddings.weight": [250002, 768],
      ], table: "roberta.embeddings.word_embeddings.weight"),
    .init(
      "distilbert/distilbert-base-uncased, model.safetensors", #"{"model_type": "distilbert", "vocab_size": 30522}"#,
      tokens: 30522,
      [
        "distilbert.embeddings.position_embeddings.weight": [512, 768],
        "distilbert.embeddings.word_embeddings.weight": [30522, 768], "vocab_projector.weight": [30522, 768],
        "vocab_transform.weight": [768, 768],
      ], table: "distilbert.embeddings.word_embeddings.weight"),
    .init(
      "albert/albert-base-v2, model.safetensors: factorised", #"{"model_type": "albert", "vocab_size": 30000}"#,
      tokens: 30000,
      [
        "albert.embeddings.position_embeddings.weight": [512, 128],
        "albert.embeddings.token_type_embeddings.weight": [2, 128],
        "albert.embeddings.word_embeddings.weight": [30000, 128],
        "albert.encoder.embedding_hidden_mapping_in.weight": [768, 128], "predictions.decoder.weight": [30000, 128],
        "predictions.dense.weight": [128, 768],
      ], table: "albert.embeddings.word_embeddings.weight"),
    .init(
      "google/electra-small-discriminator", #"{"model_type": "electra", "vocab_size": 30522}"#, tokens: 30522,
      [
        "discriminator_predictions.dense.weight": [256, 256],
        "electra.embeddings.position_embeddings.weight": [512, 128],
        "electra.embeddings.word_embeddings.weight": [30522, 128], "electra.embeddings_project.weight": [256, 128],
      ], table: "electra.embeddings.word_embeddings.weight"),
    .init(
      "microsoft/deberta-v3-base: padded", #"{"model_type": "deberta-v2", "vocab_size": 128100}"#, tokens: 128001,
      [
        "deberta.embeddings.word_embeddings.weight": [128100, 768],
        "deberta.encoder.rel_embeddings.weight": [512, 768],
        "lm_predictions.lm_head.dense.weight": [768, 768], "mask_predictions.classifier.weight": [1, 768],
      ], table: "deberta.embeddings.word_embeddings.weight"),
    .init(
      "xlnet/xlnet-base-cased", #"{"model_type": "xlnet", "vocab_size": 32000}"#, tokens: 32000,
      [
        "lm_loss.weight": [32000, 768], "transformer.layer.0.rel_attn.q": [768, 12, 64],
        "transformer.mask_emb": [1, 1, 768], "transformer.word_embedding.weight": [32000, 768],
      ], table: "transformer.word_embedding.weight"),
    .init(
      "answerdotai/ModernBERT-base", #"{"model_type": "modernbert", "vocab_size": 50368}"#, tokens: 50280,
      [
        "decoder.bias": [50368], "head.dense.weight": [768, 768],
        "model.embeddings.tok_embeddings.weight": [50368, 768], "model.layers.0.mlp.Wi.weight": [2304, 768],
      ], table: "model.embeddings.tok_embeddings.weight"),
    .init(
      "nomic-ai/nomic-embed-text-v1.5", #"{"model_type": "nomic_bert", "vocab_size": 30528}"#, tokens: 30522,
      [
        "emb_ln.weight": [768], "embeddings.token_type_embeddings.weight": [2, 768],
        "embeddings.word_embeddings.weight": [30528, 768],
      ], table: "embeddings.word_embeddings.weight"),
    .init(
      "jinaai/jina-embeddings-v2-base-en, custom code over BERT", #"{"model_type": "bert", "vocab_size": 30528}"#,
      tokens: 30522,
      [
        "embeddings.token_type_embeddings.weight": [2, 768], "embeddings.word_embeddings.weight": [30528, 768],
        "encoder.layer.0.mlp.gated_layers.weight": [6144, 768],
      ], table: "embeddings.word_embeddings.weight"),
    .init(
      "facebook/esm2_t6_8M_UR50D", #"{"model_type": "esm", "vocab_size": 33}"#, tokens: 33,
      [
        "esm.embeddings.position_embeddings.weight": [1026, 320], "esm.embeddings.word_embeddings.weight": [33, 320],
        "esm.contact_head.regression.weight": [1, 120], "lm_head.dense.weight": [320, 320],
      ], table: "esm.embeddings.word_embeddings.weight"),
    .init(
      "facebook/dpr-ctx_encoder-single-nq-base: two towers", #"{"model_type": "dpr", "vocab_size": 30522}"#,
      tokens: 30522,
      [
        "ctx_encoder.bert_model.embeddings.position_embeddings.weight": [512, 768],
        "ctx_encoder.bert_model.embeddings.word_embeddings.weight": [30522, 768],
      ], table: "ctx_encoder.bert_model.embeddings.word_embeddings.weight"),
    .init(
      "FacebookAI/xlm-mlm-en-2048: tables of languages and positions", #"{"model_type": "xlm", "n_words": 30145}"#,
      tokens: 30145,
      [
        "transformer.embeddings.weight": [30145, 2048], "transformer.lang_embeddings.weight": [2, 2048],
        "transformer.position_embeddings.weight": [512, 2048], "pred_layer.proj.weight": [30145, 2048],
      ], table: "transformer.embeddings.weight"),
    .init(
      "studio-ousia/luke-base: a table of entities", #"{"model_type": "luke", "vocab_size": 50267}"#, tokens: 50267,
      [
        "luke.embeddings.position_embeddings.weight": [514, 768],
        "luke.embeddings.word_embeddings.weight": [50267, 768],
        "luke.entity_embeddings.entity_embeddings.weight": [500000, 256],
        "luke.entity_embeddings.position_embeddings.weight": [514, 768],
      ], table: "luke.embeddings.word_embeddings.weight"),
  ]

  static let decoders: [PublishedLayout] = [
    .init(
      "openai-community/gpt2, model.safetensors", #"{"model_type": "gpt2", "vocab_size": 50257}"#, tokens: 50257,
      [
        "h.0.attn.bias": [1, 1, 1024, 1024], "h.0.attn.c_attn.weight": [768, 2304], "wpe.weight": [1024, 768],
        "wte.weight": [50257, 768],
      ], table: "wte.weight"),
    .init(
      "openai-community/openai-gpt", #"{"model_type": "openai-gpt", "vocab_size": 40478}"#, tokens: 40478,
      ["positions_embed.weight": [512, 768], "tokens_embed.weight": [40478, 768]], table: "tokens_embed.weight"),
    .init(
      "Salesforce/ctrl", #"{"model_type": "ctrl", "vocab_size": 246534}"#, tokens: 246534,
      [
        "h.0.multi_head_attention.Wq.weight": [1280, 1280], "lm_head.weight": [246534, 1280],
        "w.weight": [246534, 1280],
      ],
      table: "w.weight"),
    .init(
      "EleutherAI/gpt-j-6b: padded", #"{"model_type": "gptj", "vocab_size": 50400}"#, tokens: 50257,
      [
        "lm_head.weight": [50400, 4096], "transformer.h.0.attn.bias": [1, 1, 2048, 2048],
        "transformer.wte.weight": [50400, 4096],
      ], table: "transformer.wte.weight"),
    .init(
      "EleutherAI/pythia-70m: padded", #"{"model_type": "gpt_neox", "vocab_size": 50304}"#, tokens: 50277,
      [
        "embed_out.weight": [50304, 512], "gpt_neox.embed_in.weight": [50304, 512],
        "gpt_neox.layers.0.attention.bias": [1, 1, 2048, 2048],
      ], table: "gpt_neox.embed_in.weight"),
    .init(
      "bigscience/bloom-560m: padded", #"{"model_type": "bloom", "vocab_size": 250880}"#, tokens: 250680,
      ["word_embeddings.weight": [250880, 1024], "word_embeddings_layernorm.weight": [1024]],
      table: "word_embeddings.weight"),
    .init(
      "tiiuae/falcon-7b", #"{"model_type": "falcon", "vocab_size": 65024}"#, tokens: 65024,
      ["lm_head.weight": [65024, 4544], "transformer.word_embeddings.weight": [65024, 4544]],
      table: "transformer.word_embeddings.weight"),
    .init(
      "mosaicml/mpt-7b: padded", #"{"model_type": "mpt", "vocab_size": 50432}"#, tokens: 50277,
      ["transformer.wte.weight": [50432, 4096], "transformer.blocks.0.ffn.up_proj.weight": [16384, 4096]],
      table: "transformer.wte.weight"),
    .init(
      "facebook/opt-350m: narrower than the layers", #"{"model_type": "opt", "vocab_size": 50272}"#, tokens: 50265,
      [
        "model.decoder.embed_positions.weight": [2050, 1024], "model.decoder.embed_tokens.weight": [50272, 512],
        "model.decoder.project_in.weight": [1024, 512], "lm_head.weight": [50272, 512],
      ], table: "model.decoder.embed_tokens.weight"),
    .init(
      "meta-llama/Llama-2-7b-hf", #"{"model_type": "llama", "vocab_size": 32000}"#, tokens: 32000,
      [
        "lm_head.weight": [32000, 4096], "model.embed_tokens.weight": [32000, 4096],
        "model.layers.0.self_attn.rotary_emb.inv_freq": [64],
      ], table: "model.embed_tokens.weight"),
    .init(
      "Qwen/Qwen2.5-0.5B: padded", #"{"model_type": "qwen2", "vocab_size": 151936}"#, tokens: 151665,
      ["model.embed_tokens.weight": [151936, 896], "model.layers.0.mlp.gate_proj.weight": [4864, 896]],
      table: "model.embed_tokens.weight"),
    .init(
      "deepseek-ai/DeepSeek-V3: a copy in the layer that predicts further",
      #"{"model_type": "deepseek_v3", "vocab_size": 129280}"#,
      tokens: 128815,
      [
        "lm_head.weight": [129280, 7168], "model.embed_tokens.weight": [129280, 7168],
        "model.layers.61.embed_tokens.weight": [129280, 7168],
        "model.layers.61.shared_head.head.weight": [129280, 7168],
      ], table: "model.embed_tokens.weight"),
    .init(
      "moonshotai/Kimi-K2-Instruct, custom code", #"{"model_type": "kimi_k2", "vocab_size": 163840}"#, tokens: 163840,
      ["lm_head.weight": [163840, 7168], "model.embed_tokens.weight": [163840, 7168], "model.norm.weight": [7168]],
      table: "model.embed_tokens.weight"),
    .init(
      "MiniMaxAI/MiniMax-Text-01, custom code", #"{"model_type": "minimax_text_01", "vocab_size": 200064}"#,
      tokens: 200025,
      ["lm_head.weight": [200064, 6144], "model.embed_tokens.weight": [200064, 6144]],
      table: "model.embed_tokens.weight"),
    .init(
      "THUDM/chatglm3-6b, custom code", #"{"model_type": "chatglm", "padded_vocab_size": 65024}"#, tokens: 64798,
      [
        "transformer.embedding.word_embeddings.weight": [65024, 4096],
        "transformer.output_layer.weight": [65024, 4096],
        "transformer.rotary_pos_emb.inv_freq": [32],
      ], table: "transformer.embedding.word_embeddings.weight"),
    .init(
      "internlm/internlm2-7b, custom code", #"{"model_type": "internlm2", "vocab_size": 92544}"#, tokens: 92544,
      ["model.tok_embeddings.weight": [92544, 4096], "output.weight": [92544, 4096]],
      table: "model.tok_embeddings.weight"),
    .init(
      "baichuan-inc/Baichuan2-7B-Base, custom code", #"{"model_type": "baichuan", "vocab_size": 125696}"#,
      tokens: 125696,
      ["lm_head.weight": [125696, 4096], "model.embed_tokens.weight": [125696, 4096]],
      table: "model.embed_tokens.weight"),
    .init(
      "state-spaces/mamba-130m-hf: padded", #"{"model_type": "mamba", "vocab_size": 50280}"#, tokens: 50277,
      ["backbone.embeddings.weight": [50280, 768], "backbone.layers.0.mixer.in_proj.weight": [3072, 768]],
      table: "backbone.embeddings.weight"),
    .init(
      "state-spaces/mamba-130m, without model_type", #"{"vocab_size": 50277}"#, tokens: nil,
      ["backbone.embedding.weight": [50280, 768], "lm_head.weight": [50280, 768]], table: "backbone.embedding.weight"),
    .init(
      "RWKV/rwkv-4-169m-pile", #"{"model_type": "rwkv", "vocab_size": 50277}"#, tokens: 50277,
      ["head.weight": [50277, 768], "rwkv.embeddings.weight": [50277, 768]], table: "rwkv.embeddings.weight"),
    .init(
      "mistralai/Mistral-7B-v0.3, consolidated.safetensors", nil, tokens: 32768,
      [
        "layers.0.attention.wq.weight": [4096, 4096], "norm.weight": [4096], "output.weight": [32768, 4096],
        "tok_embeddings.weight": [32768, 4096],
      ], table: "tok_embeddings.weight"),
    .init(
      "bartowski/google_gemma-3n-E2B-it-GGUF", nil, tokens: 262144,
      [
        "output_norm.weight": [2048], "per_layer_token_embd.weight": [262144, 7680], "rope_freqs.weight": [128],
        "token_embd.weight": [262144, 2048],
      ], table: "token_embd.weight"),
    .init(
      "a GGUF of BERT, llama.cpp's convert_hf_to_gguf.py", nil, tokens: 30522,
      [
        "position_embd.weight": [512, 384], "token_embd.weight": [30522, 384], "token_types.weight": [2, 384],
      ], table: "token_embd.weight"),
  ]
}
