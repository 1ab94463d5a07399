/// The page's own files: those that were built into the tool, by exactly their names.
enum PageRoutes {
  static let all: [Route] = [
    Route(.get, "/", "The page.") { explorer, _ in try explorer.page.file("index.html") },
    Route(.get, "/page/{file...}", "A script, a style or a picture of the page.") { explorer, request in
      try explorer.page.file(request.text("file"))
    },
  ]
}
