// Projections: all rows as points, by PCA, t-SNE and UMAP, and how far such a map can be trusted.
//
// All rows take part, nothing is sampled but what a map's quality is measured on, and one seed gives one map,
// whatever the number of cores.
