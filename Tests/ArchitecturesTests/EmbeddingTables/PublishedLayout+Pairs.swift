/// Encoders with decoders, sounds and pictures with text.
extension PublishedLayout {
  static let encoderDecoders: [PublishedLayout] = [
    .init(
      "google-t5/t5-small", #"{"model_type": "t5", "vocab_size": 32128}"#, tokens: 32100,
      [
        "decoder.embed_tokens.weight": [32128, 512], "encoder.embed_tokens.weight": [32128, 512],
        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight": [32, 8], "shared.weight": [32128, 512],
      ], table: "shared.weight", others: ["decoder.embed_tokens.weight", "encoder.embed_tokens.weight"]),
    .init(
      "google/umt5-small", #"{"model_type": "umt5", "vocab_size": 256384}"#, tokens: 256300,
      ["lm_head.weight": [256384, 512], "shared.weight": [256384, 512]], table: "shared.weight"),
    .init(
      "facebook/bart-base", #"{"model_type": "bart", "vocab_size": 50265}"#, tokens: 50265,
      [
        "model.decoder.embed_positions.weight": [1026, 768], "model.decoder.embed_tokens.weight": [50265, 768],
        "model.encoder.embed_positions.weight": [1026, 768], "model.encoder.embed_tokens.weight": [50265, 768],
        "model.shared.weight": [50265, 768],
      ], table: "model.shared.weight",
      others: ["model.decoder.embed_tokens.weight", "model.encoder.embed_tokens.weight"]),
    .init(
      "facebook/mbart-large-50", #"{"model_type": "mbart", "vocab_size": 250054}"#, tokens: 250054,
      ["model.shared.weight": [250054, 1024], "lm_head.weight": [250054, 1024], "final_logits_bias": [1, 250054]],
      table: "model.shared.weight"),
    .init(
      "facebook/nllb-200-distilled-600M", #"{"model_type": "m2m_100", "vocab_size": 256206}"#, tokens: 256204,
      [
        "model.shared.weight": [256206, 1024], "model.encoder.embed_tokens.weight": [256206, 1024],
        "model.decoder.embed_tokens.weight": [256206, 1024], "lm_head.weight": [256206, 1024],
      ], table: "model.shared.weight",
      others: ["model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"]),
    .init(
      "facebook/m2m100_418M: positions that are counted", #"{"model_type": "m2m_100", "vocab_size": 128112}"#,
      tokens: 128104,
      ["model.encoder.embed_positions.weights": [1026, 1024], "model.shared.weight": [128112, 1024]],
      table: "model.shared.weight"),
    .init(
      "transformers' MarianMTModel with share_encoder_decoder_embeddings false",
      #"{"model_type": "marian", "vocab_size": 58101, "decoder_vocab_size": 60000}"#, tokens: 58101,
      ["model.decoder.embed_tokens.weight": [60000, 512], "model.encoder.embed_tokens.weight": [58101, 512]],
      table: "model.encoder.embed_tokens.weight", others: ["model.decoder.embed_tokens.weight"]),
    .init(
      "facebook/wmt19-en-ru: a vocabulary for each side",
      #"{"model_type": "fsmt", "src_vocab_size": 31232, "tgt_vocab_size": 31640}"#, tokens: 31232,
      [
        "model.decoder.embed_tokens.weight": [31640, 1024], "model.decoder.output_projection.weight": [31640, 1024],
        "model.encoder.embed_tokens.weight": [31232, 1024],
      ], table: "model.encoder.embed_tokens.weight", others: ["model.decoder.embed_tokens.weight"]),
    .init(
      "microsoft/prophetnet-large-uncased", #"{"model_type": "prophetnet", "vocab_size": 30522}"#, tokens: 30522,
      [
        "prophetnet.decoder.word_embeddings.weight": [30522, 1024],
        "prophetnet.encoder.word_embeddings.weight": [30522, 1024], "prophetnet.word_embeddings.weight": [30522, 1024],
      ], table: "prophetnet.word_embeddings.weight",
      others: ["prophetnet.decoder.word_embeddings.weight", "prophetnet.encoder.word_embeddings.weight"]),
  ]

  static let sounds: [PublishedLayout] = [
    .init(
      "openai/whisper-tiny", #"{"model_type": "whisper", "vocab_size": 51865}"#, tokens: 51865,
      [
        "model.decoder.embed_positions.weight": [448, 384], "model.decoder.embed_tokens.weight": [51865, 384],
        "model.encoder.embed_positions.weight": [1500, 384], "proj_out.weight": [51865, 384],
      ], table: "model.decoder.embed_tokens.weight"),
    .init(
      "facebook/musicgen-small",
      #"{"model_type": "musicgen", "text_encoder": {"model_type": "t5", "vocab_size": 32128}, "decoder": {"vocab_size": 2048}}"#,
      tokens: 32100,
      [
        "audio_encoder.quantizer.layers.0.codebook.embed": [2048, 128],
        "decoder.lm_heads.0.weight": [2048, 1024], "decoder.model.decoder.embed_tokens.0.weight": [2049, 1024],
        "decoder.model.decoder.embed_tokens.1.weight": [2049, 1024], "text_encoder.shared.weight": [32128, 768],
      ], table: "text_encoder.shared.weight"),
    .init(
      "parler-tts/parler-tts-mini-v1, custom code",
      #"{"model_type": "parler_tts", "vocab_size": 32128, "text_encoder": {"model_type": "t5", "vocab_size": 32128}, "decoder": {"vocab_size": 1088}}"#,
      tokens: 32100,
      [
        "decoder.model.decoder.embed_tokens.0.weight": [1089, 1024], "embed_prompts.weight": [32128, 1024],
        "text_encoder.encoder.embed_tokens.weight": [32128, 1024], "text_encoder.shared.weight": [32128, 1024],
      ], table: "text_encoder.shared.weight", others: ["text_encoder.encoder.embed_tokens.weight"]),
    .init(
      "suno/bark-small, transformers' BarkModel", #"{"model_type": "bark"}"#, tokens: 119547,
      [
        "codec_model.quantizer.layers.0.codebook.embed": [1024, 128],
        "coarse_acoustics.input_embeds_layer.weight": [12096, 768],
        "fine_acoustics.input_embeds_layers.0.weight": [1056, 768],
        "semantic.input_embeds_layer.weight": [129600, 768], "semantic.position_embeds_layer.weight": [1024, 768],
      ], table: "semantic.input_embeds_layer.weight", others: ["coarse_acoustics.input_embeds_layer.weight"]),
    .init(
      "Qwen/Qwen2.5-Omni-7B",
      #"{"model_type": "qwen2_5_omni", "thinker_config": {"text_config": {"vocab_size": 152064}}, "talker_config": {"vocab_size": 8448}}"#,
      tokens: 151665,
      [
        "talker.codec_head.weight": [8448, 896], "talker.model.embed_tokens.weight": [8448, 3584],
        "thinker.lm_head.weight": [152064, 3584], "thinker.model.embed_tokens.weight": [152064, 3584],
        "token2wav.code2wav_dit_model.text_embed.codec_embed.weight": [8194, 512],
      ], table: "thinker.model.embed_tokens.weight", others: ["talker.model.embed_tokens.weight"]),
    .init(
      "Qwen/Qwen3-Omni-30B-A3B-Instruct",
      #"{"model_type": "qwen3_omni_moe", "thinker_config": {"text_config": {"vocab_size": 152064}}}"#, tokens: 151676,
      [
        "talker.code_predictor.model.codec_embedding.0.weight": [2048, 1024],
        "talker.model.codec_embedding.weight": [3072, 1024], "thinker.lm_head.weight": [152064, 2048],
        "thinker.model.embed_tokens.weight": [152064, 2048],
      ], table: "thinker.model.embed_tokens.weight"),
    .init(
      "facebook/seamless-m4t-v2-large", #"{"model_type": "seamless_m4t_v2", "vocab_size": 256102}"#, tokens: 256102,
      [
        "shared.weight": [256102, 1024], "t2u_model.model.decoder.embed_tokens.weight": [10943, 1024],
        "vocoder.unit_embedding.weight": [10000, 1280], "vocoder.speaker_embedding.weight": [200, 256],
      ], table: "shared.weight", others: ["t2u_model.model.decoder.embed_tokens.weight"]),
    .init(
      "sesame/csm-1b", #"{"model_type": "csm", "text_vocab_size": 128256, "vocab_size": 2051}"#, tokens: 128256,
      [
        "backbone_model.embed_tokens.embed_audio_tokens.weight": [65632, 2048],
        "depth_decoder.model.embed_tokens.weight": [65632, 2048], "embed_text_tokens.weight": [128256, 2048],
      ], table: "embed_text_tokens.weight",
      others: ["backbone_model.embed_tokens.embed_audio_tokens.weight", "depth_decoder.model.embed_tokens.weight"]),
    .init(
      "kyutai/moshiko-pytorch-bf16, transformers' MoshiForConditionalGeneration",
      #"{"model_type": "moshi", "vocab_size": 32000}"#, tokens: 32000,
      [
        "decoder.model.embed_tokens.weight": [32001, 4096], "depth_decoder.model.embed_tokens.0.weight": [2049, 1024],
        "depth_decoder.text_embed_tokens.weight": [32001, 1024], "embed_tokens.0.weight": [2049, 4096],
        "embed_tokens.1.weight": [2049, 4096],
      ], table: "decoder.model.embed_tokens.weight"),
    .init(
      "microsoft/speecht5_tts", #"{"model_type": "speecht5", "vocab_size": 81}"#, tokens: 81,
      [
        "speecht5.encoder.prenet.embed_tokens.weight": [81, 768],
        "speecht5.encoder.wrapped_encoder.embed_positions.pe_k.weight": [320, 64],
      ], table: "speecht5.encoder.prenet.embed_tokens.weight"),
    .init(
      "facebook/wav2vec2-base-960h: no table, a head for letters", #"{"model_type": "wav2vec2", "vocab_size": 32}"#,
      tokens: 32,
      [
        "lm_head.weight": [32, 768], "wav2vec2.feature_projection.projection.weight": [768, 512],
        "wav2vec2.masked_spec_embed": [768],
      ], table: nil),
    .init(
      "facebook/encodec_24khz: codebooks", #"{"model_type": "encodec"}"#, tokens: nil,
      [
        "quantizer.layers.0.codebook.embed": [1024, 128], "quantizer.layers.0.codebook.embed_avg": [1024, 128],
        "quantizer.layers.1.codebook.embed": [1024, 128],
      ], table: nil),
  ]

  static let pictures: [PublishedLayout] = [
    .init(
      "openai/clip-vit-base-patch32: two towers",
      #"{"model_type": "clip", "text_config": {"model_type": "clip_text_model", "vocab_size": 49408}}"#, tokens: 49408,
      [
        "text_model.embeddings.position_embedding.weight": [77, 512], "text_model.embeddings.position_ids": [1, 77],
        "text_model.embeddings.token_embedding.weight": [49408, 512], "text_projection.weight": [512, 512],
        "vision_model.embeddings.position_embedding.weight": [50, 768], "visual_projection.weight": [512, 768],
      ], table: "text_model.embeddings.token_embedding.weight"),
    .init(
      "openai's own ViT-B-32.pt, open_clip: without config.json", nil, tokens: 49408,
      [
        "positional_embedding": [77, 512], "text_projection": [512, 512], "token_embedding.weight": [49408, 512],
        "visual.positional_embedding": [50, 768], "visual.proj": [768, 512],
      ], table: "token_embedding.weight"),
    .init(
      "google/siglip-base-patch16-224", #"{"model_type": "siglip", "text_config": {"vocab_size": 32000}}"#,
      tokens: 32000,
      [
        "text_model.embeddings.position_embedding.weight": [64, 768],
        "text_model.embeddings.token_embedding.weight": [32000, 768],
        "vision_model.embeddings.position_embedding.weight": [196, 768],
      ], table: "text_model.embeddings.token_embedding.weight"),
    .init(
      "stable-diffusion-v1-5, text_encoder", #"{"model_type": "clip_text_model", "vocab_size": 49408}"#, tokens: 49408,
      [
        "text_model.embeddings.position_embedding.weight": [77, 768],
        "text_model.embeddings.token_embedding.weight": [49408, 768],
      ], table: "text_model.embeddings.token_embedding.weight"),
    .init(
      "black-forest-labs/FLUX.1-dev, text_encoder_2", #"{"model_type": "t5", "vocab_size": 32128}"#, tokens: 32100,
      ["encoder.embed_tokens.weight": [32128, 4096], "shared.weight": [32128, 4096]], table: "shared.weight",
      others: ["encoder.embed_tokens.weight"]),
    .init(
      "Salesforce/blip2-opt-2.7b", #"{"model_type": "blip-2", "text_config": {"model_type": "opt"}}"#, tokens: 50265,
      [
        "language_model.lm_head.weight": [50272, 2560],
        "language_model.model.decoder.embed_positions.weight": [2050, 2560],
        "language_model.model.decoder.embed_tokens.weight": [50272, 2560], "query_tokens": [1, 32, 768],
        "qformer.encoder.layer.0.attention.attention.query.weight": [768, 768],
      ], table: "language_model.model.decoder.embed_tokens.weight"),
    .init(
      "Salesforce/instructblip-vicuna-7b: a question's own table",
      #"{"model_type": "instructblip", "text_config": {"model_type": "llama", "vocab_size": 32001}}"#, tokens: 32001,
      [
        "language_model.lm_head.weight": [32001, 4096], "language_model.model.embed_tokens.weight": [32001, 4096],
        "qformer.embeddings.position_embeddings.weight": [512, 768],
        "qformer.embeddings.word_embeddings.weight": [30523, 768],
      ], table: "language_model.model.embed_tokens.weight", others: ["qformer.embeddings.word_embeddings.weight"]),
    .init(
      "llava-hf/llava-1.5-7b-hf, as first published",
      #"{"model_type": "llava", "text_config": {"model_type": "llama", "vocab_size": 32064}}"#, tokens: 32002,
      [
        "language_model.lm_head.weight": [32064, 4096], "language_model.model.embed_tokens.weight": [32064, 4096],
        "vision_tower.vision_model.embeddings.position_embedding.weight": [577, 1024],
      ], table: "language_model.model.embed_tokens.weight"),
    .init(
      "transformers 5's LlavaForConditionalGeneration",
      #"{"model_type": "llava", "text_config": {"vocab_size": 32064}}"#,
      tokens: 32002,
      [
        "lm_head.weight": [32064, 4096], "model.language_model.embed_tokens.weight": [32064, 4096],
        "model.vision_tower.embeddings.position_embedding.weight": [577, 1024],
      ], table: "model.language_model.embed_tokens.weight"),
    .init(
      "Qwen/Qwen2-VL-2B-Instruct", #"{"model_type": "qwen2_vl", "vocab_size": 151936}"#, tokens: 151657,
      [
        "model.embed_tokens.weight": [151936, 1536], "visual.merger.mlp.0.weight": [5120, 5120],
        "visual.patch_embed.proj.weight": [1280, 3, 2, 14, 14],
      ], table: "model.embed_tokens.weight"),
    .init(
      "google/paligemma-3b-pt-224", #"{"model_type": "paligemma", "text_config": {"vocab_size": 257216}}"#,
      tokens: 257153,
      [
        "language_model.model.embed_tokens.weight": [257216, 2048],
        "multi_modal_projector.linear.weight": [2048, 1152],
        "vision_tower.vision_model.embeddings.position_embedding.weight": [256, 1152],
      ], table: "language_model.model.embed_tokens.weight"),
    .init(
      "google/gemma-3n-E2B-it: a table for each layer",
      #"{"model_type": "gemma3n", "text_config": {"vocab_size": 262400}}"#,
      tokens: 262145,
      [
        "model.embed_audio.embedding.weight": [128, 1536], "model.embed_vision.embedding.weight": [128, 2048],
        "model.language_model.embed_tokens.weight": [262400, 2048],
        "model.language_model.embed_tokens_per_layer.weight": [262144, 7680],
      ], table: "model.language_model.embed_tokens.weight"),
    .init(
      "meta-llama/Llama-4-Scout-17B-16E-Instruct", #"{"model_type": "llama4", "text_config": {"vocab_size": 202048}}"#,
      tokens: 201135,
      [
        "language_model.lm_head.weight": [202048, 5120], "language_model.model.embed_tokens.weight": [202048, 5120],
        "vision_model.positional_embedding_vlm": [577, 1408],
      ], table: "language_model.model.embed_tokens.weight"),
    .init(
      "HuggingFaceM4/idefics-9b: further tokens of their own", #"{"model_type": "idefics", "vocab_size": 32000}"#,
      tokens: 32003,
      [
        "lm_head.additional_fc.weight": [2, 4096], "lm_head.weight": [32000, 4096],
        "model.embed_tokens.additional_embedding.weight": [2, 4096], "model.embed_tokens.weight": [32000, 4096],
      ], table: "model.embed_tokens.weight"),
    .init(
      "HuggingFaceTB/SmolVLM-256M-Instruct", #"{"model_type": "idefics3", "text_config": {"vocab_size": 49280}}"#,
      tokens: 49280,
      [
        "lm_head.weight": [49280, 576], "model.text_model.embed_tokens.weight": [49280, 576],
        "model.vision_model.embeddings.position_embedding.weight": [1024, 768],
      ], table: "model.text_model.embed_tokens.weight"),
    .init(
      "OpenGVLab/InternVL2-8B, custom code",
      #"{"model_type": "internvl_chat", "llm_config": {"model_type": "internlm2", "vocab_size": 92553}}"#,
      tokens: 92553,
      [
        "language_model.model.tok_embeddings.weight": [92553, 4096], "language_model.output.weight": [92553, 4096],
        "vision_model.embeddings.position_embedding": [1, 1025, 1024], "mlp1.1.weight": [4096, 4096],
      ], table: "language_model.model.tok_embeddings.weight"),
    .init(
      "microsoft/Florence-2-base",
      #"{"model_type": "florence2", "vocab_size": 51289, "text_config": {"vocab_size": 51289}}"#,
      tokens: 51289,
      [
        "image_pos_embed.row_embeddings.weight": [50, 384], "language_model.lm_head.weight": [51289, 768],
        "language_model.model.decoder.embed_tokens.weight": [51289, 768],
        "language_model.model.encoder.embed_tokens.weight": [51289, 768],
        "language_model.model.shared.weight": [51289, 768],
      ], table: "language_model.model.shared.weight",
      others: ["language_model.model.decoder.embed_tokens.weight", "language_model.model.encoder.embed_tokens.weight"]),
    .init(
      "microsoft/trocr-base-printed",
      #"{"model_type": "vision-encoder-decoder", "decoder": {"model_type": "trocr", "vocab_size": 50265}}"#,
      tokens: 50265,
      [
        "decoder.model.decoder.embed_positions.weight": [514, 1024],
        "decoder.model.decoder.embed_tokens.weight": [50265, 1024], "decoder.output_projection.weight": [50265, 1024],
        "encoder.embeddings.position_embeddings": [1, 577, 768],
      ], table: "decoder.model.decoder.embed_tokens.weight"),
    .init(
      "google/vit-base-patch16-224: no words", #"{"model_type": "vit"}"#, tokens: nil,
      ["classifier.weight": [1000, 768], "vit.embeddings.position_embeddings": [1, 197, 768]], table: nil),
  ]
}
