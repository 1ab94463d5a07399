#pragma once
#include <microhttpd.h>

/// What a server is started with.
struct embedscope_http_options {
  /// A socket that listens; the server closes it.
  int socket;
  unsigned int connections;
  unsigned int connections_per_address;
  /// Seconds without a byte after which a connection is closed.
  unsigned int idle_seconds;
  /// Bytes that the head of a request may have, and all that is kept for one connection.
  size_t connection_memory;
  MHD_AccessHandlerCallback answer;
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connected;
  /// Called with the target of a request as it was sent; what it returns is the request's own value.
  void *(*began)(void *context, const char *target, struct MHD_Connection *connection);
  void *context;
};

/// `MHD_start_daemon` takes any number of arguments, which Swift cannot call. A thread for each connection, so that a
/// request that takes long keeps no other waiting.
static inline struct MHD_Daemon *embedscope_http_start(const struct embedscope_http_options *options) {
  return MHD_start_daemon(
      MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL,
      options->answer, options->context,
      MHD_OPTION_LISTEN_SOCKET, options->socket,
      MHD_OPTION_CONNECTION_LIMIT, options->connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->connections_per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->connection_memory,
      MHD_OPTION_URI_LOG_CALLBACK, options->began, options->context,
      MHD_OPTION_NOTIFY_COMPLETED, options->completed, options->context,
      MHD_OPTION_NOTIFY_CONNECTION, options->connected, options->context,
      MHD_OPTION_END);
}

// The values of its enumerations go by other names in Swift from one version to the next.
static const enum MHD_Result embedscope_http_yes = MHD_YES;
static const enum MHD_Result embedscope_http_no = MHD_NO;

static inline int embedscope_http_is_start(enum MHD_ConnectionNotificationCode code) {
  return code == MHD_CONNECTION_NOTIFY_STARTED;
}

/// Calls `each` with every header of a request.
static inline void embedscope_http_each_header(
    struct MHD_Connection *connection, MHD_KeyValueIterator each, void *context) {
  MHD_get_connection_values(connection, MHD_HEADER_KIND, each, context);
}

/// The socket of a connection; -1 where it has none. `MHD_get_connection_info` takes any number of arguments, too.
static inline int embedscope_http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}
