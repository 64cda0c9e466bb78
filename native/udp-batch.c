// A UDP socket that reads and writes up to 64 datagrams in one system call (recvmmsg, sendmmsg) and calls JavaScript once for all of them. It parses
// nothing. All bytes lie in one block of memory that JavaScript made; src/server/udp-batch.ts has its layout and is the only caller.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <node_api.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

enum { BATCH = 64, IN_ROOM = 4096, OUT_ROOM = 1280, ADDRESS_ROOM = 28, ROUNDS = 8 };

// The block, from its beginning: lengths in, lengths out, addresses, packets in, replies out.
enum {
  AT_IN_LENGTHS = 0,
  AT_OUT_LENGTHS = AT_IN_LENGTHS + BATCH * 4,
  AT_ADDRESSES = AT_OUT_LENGTHS + BATCH * 4,
  AT_IN = AT_ADDRESSES + BATCH * ADDRESS_ROOM,
  AT_OUT = AT_IN + BATCH * IN_ROOM,
  BLOCK = AT_OUT + BATCH * OUT_ROOM
};

typedef struct {
  uv_poll_t poll;
  int fd;
  napi_env env;
  napi_ref block_ref, on_batch;
  napi_async_cleanup_hook_handle hook;
  uint8_t *block;
  struct mmsghdr in[BATCH], out[BATCH];
  struct iovec in_parts[BATCH], out_parts[BATCH];
} Batch;

static napi_value fail(napi_env env, int error) {
  napi_throw_error(env, uv_err_name(-error), strerror(error));
  return NULL;
}

// Sends what JavaScript wrote. A datagram that the kernel refuses is left out; when it is too busy for more, the rest is: its askers ask again.
static void send_replies(Batch *batch, int count) {
  const uint32_t *lengths = (const uint32_t *)(batch->block + AT_OUT_LENGTHS);
  int ready = 0;
  for (int i = 0; i < count; i++) {
    if (lengths[i] == 0 || lengths[i] > OUT_ROOM) continue;
    batch->out_parts[ready] = (struct iovec){batch->block + AT_OUT + i * OUT_ROOM, lengths[i]};
    batch->out[ready].msg_hdr = (struct msghdr){.msg_name = batch->block + AT_ADDRESSES + i * ADDRESS_ROOM,
                                                .msg_namelen = batch->in[i].msg_hdr.msg_namelen,
                                                .msg_iov = &batch->out_parts[ready],
                                                .msg_iovlen = 1};
    ready++;
  }
  for (int at = 0; at < ready;) {
    int sent = sendmmsg(batch->fd, batch->out + at, ready - at, MSG_DONTWAIT);
    if (sent > 0) at += sent;
    else if (errno == EINTR) continue;
    else if (errno == EAGAIN || errno == ENOBUFS) return;
    else at++;
  }
}

// Reads one batch; returns how many datagrams there were, or a negative number when there is nothing to read.
static int receive(Batch *batch) {
  for (int i = 0; i < BATCH; i++) batch->in[i].msg_hdr.msg_namelen = ADDRESS_ROOM;
  int count = recvmmsg(batch->fd, batch->in, BATCH, MSG_DONTWAIT, NULL);
  uint32_t *lengths = (uint32_t *)(batch->block + AT_IN_LENGTHS);
  for (int i = 0; i < count; i++) {
    // A packet that found no room is nobody's question: it counts as empty.
    lengths[i] = batch->in[i].msg_hdr.msg_flags & MSG_TRUNC ? 0 : batch->in[i].msg_len;
  }
  return count;
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  Batch *batch = poll->data;
  napi_env env = batch->env;
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return;
  napi_value on_batch, self;
  napi_get_reference_value(env, batch->on_batch, &on_batch);
  napi_get_global(env, &self);
  // Not until the queue is empty: timers and TCP must have their turn in a flood.
  for (int round = 0; round < ROUNDS && !uv_is_closing((uv_handle_t *)poll); round++) {
    int count = receive(batch);
    if (count <= 0) break;
    memset(batch->block + AT_OUT_LENGTHS, 0, BATCH * 4);
    napi_value argument, ignored;
    napi_create_int32(env, count, &argument);
    if (napi_make_callback(env, NULL, self, on_batch, 1, &argument, &ignored) != napi_ok) {
      napi_value error;
      napi_get_and_clear_last_exception(env, &error);
      napi_fatal_exception(env, error);
    } else if (!uv_is_closing((uv_handle_t *)poll)) send_replies(batch, count);
    if (count < BATCH) break;
  }
  napi_close_handle_scope(env, scope);
}

static void on_closed(uv_handle_t *handle) {
  Batch *batch = handle->data;
  napi_remove_async_cleanup_hook(batch->hook);
  free(batch);
}

static void shut(Batch *batch) {
  if (uv_is_closing((uv_handle_t *)&batch->poll)) return;
  uv_poll_stop(&batch->poll);
  close(batch->fd);
  napi_delete_reference(batch->env, batch->on_batch);
  napi_delete_reference(batch->env, batch->block_ref);
  uv_close((uv_handle_t *)&batch->poll, on_closed);
}

static void on_exit_of_thread(napi_async_cleanup_hook_handle hook, void *data) { shut(data); }

// Of the sockets on one address, each of another thread, the kernel picks one by the sender's address alone: who asks from many ports is still one
// thread's, which counts what it asks. Where that thread's socket is gone, the kernel picks among the others.
static int steer(int fd, int family, uint32_t threads) {
#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_NET_OFF + (at))
#define FOLD(at) BPF_STMT(BPF_MISC | BPF_TAX, 0), LOAD(at), BPF_STMT(BPF_ALU | BPF_XOR | BPF_X, 0)
#define PICK \
  BPF_STMT(BPF_ALU | BPF_MUL | BPF_K, 0x9e3779b1), BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 16), \
      BPF_STMT(BPF_ALU | BPF_MOD | BPF_K, threads), BPF_STMT(BPF_RET | BPF_A, 0)
  struct sock_filter v4[] = {LOAD(12), PICK};
  struct sock_filter v6[] = {LOAD(8), FOLD(12), FOLD(16), FOLD(20), PICK};
  struct sock_fprog program = family == AF_INET ? (struct sock_fprog){sizeof v4 / sizeof *v4, v4}
                                                : (struct sock_fprog){sizeof v6 / sizeof *v6, v6};
  return setsockopt(fd, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program);
}

typedef union {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
} Address;

// A socket of `kind`, bound; one of several on the same address where there are several threads. Returns it, or a negative error.
static int bound_socket(const char *text, int port, int kind, int buffer, int threads) {
  Address address = {0};
  int on = 1, is_v4 = inet_pton(AF_INET, text, &address.v4.sin_addr) == 1;
  if (is_v4) {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(port);
  } else if (inet_pton(AF_INET6, text, &address.v6.sin6_addr) == 1) {
    address.v6.sin6_family = AF_INET6;
    address.v6.sin6_port = htons(port);
  } else return -EINVAL;
  int fd = socket(address.any.sa_family, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (!is_v4) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  else if (kind == SOCK_DGRAM) {
    // "Do not fragment" (RFC 9715 section 3.1), whatever anybody says that the path takes; and so without a number (RFC 6864 section 4.1).
    int probe = IP_PMTUDISC_PROBE;
    setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &probe, sizeof probe);
  }
  if (buffer > 0) {
    // What the system allows everyone is a tenth of it; who may, takes more.
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer) != 0)
      setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  }
  // Connections of a listener that is gone may linger.
  if (kind == SOCK_STREAM) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if ((threads < 2 || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0) &&
      bind(fd, &address.any, is_v4 ? sizeof address.v4 : sizeof address.v6) == 0 &&
      (threads < 2 || kind == SOCK_STREAM || steer(fd, address.any.sa_family, threads) == 0))
    return fd;
  int error = errno;
  close(fd);
  return -error;
}

static int port_of(int fd) {
  struct sockaddr_in6 address;
  socklen_t length = sizeof address;
  // The port lies at the same place in both families.
  return getsockname(fd, (struct sockaddr *)&address, &length) == 0 ? ntohs(address.sin6_port) : 0;
}

// open(address, port, bufferBytes, block, onBatch, threads) -> { socket, port }. Throws with the error's code.
static napi_value open_batch(napi_env env, napi_callback_info info) {
  size_t count = 6, size = 0;
  napi_value arguments[6];
  char text[INET6_ADDRSTRLEN] = "";
  int32_t port = 0, buffer = 0, threads = 1;
  void *block = NULL;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_string_utf8(env, arguments[0], text, sizeof text, NULL);
  napi_get_value_int32(env, arguments[1], &port);
  napi_get_value_int32(env, arguments[2], &buffer);
  napi_get_value_int32(env, arguments[5], &threads);
  if (napi_get_arraybuffer_info(env, arguments[3], &block, &size) != napi_ok || size != BLOCK) return fail(env, EINVAL);

  int fd = bound_socket(text, port, SOCK_DGRAM, buffer, threads);
  if (fd < 0) return fail(env, -fd);

  Batch *batch = calloc(1, sizeof *batch);
  uv_loop_t *loop;
  if (batch == NULL || napi_get_uv_event_loop(env, &loop) != napi_ok || uv_poll_init(loop, &batch->poll, fd) != 0) {
    free(batch);
    close(fd);
    return fail(env, ENOMEM);
  }
  batch->fd = fd;
  batch->env = env;
  batch->block = block;
  batch->poll.data = batch;
  for (int i = 0; i < BATCH; i++) {
    batch->in_parts[i] = (struct iovec){batch->block + AT_IN + i * IN_ROOM, IN_ROOM};
    batch->in[i].msg_hdr = (struct msghdr){.msg_name = batch->block + AT_ADDRESSES + i * ADDRESS_ROOM,
                                           .msg_namelen = ADDRESS_ROOM,
                                           .msg_iov = &batch->in_parts[i],
                                           .msg_iovlen = 1};
  }
  napi_create_reference(env, arguments[3], 1, &batch->block_ref);
  napi_create_reference(env, arguments[4], 1, &batch->on_batch);
  napi_add_async_cleanup_hook(env, on_exit_of_thread, batch, &batch->hook);
  uv_poll_start(&batch->poll, UV_READABLE, on_readable);

  napi_value result, handle, number;
  napi_create_object(env, &result);
  napi_create_external(env, batch, NULL, NULL, &handle);
  napi_create_int32(env, port_of(fd), &number);
  napi_set_named_property(env, result, "socket", handle);
  napi_set_named_property(env, result, "port", number);
  return result;
}

// send(socket, address, reply): one reply that came later. `address` is what the question's was in the block. Must not be called after close.
static napi_value send_one(napi_env env, napi_callback_info info) {
  size_t count = 3, address_size = 0, size = 0;
  napi_value arguments[3];
  void *batch, *address, *reply;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_external(env, arguments[0], &batch);
  napi_get_typedarray_info(env, arguments[1], NULL, &address_size, &address, NULL, NULL);
  napi_get_typedarray_info(env, arguments[2], NULL, &size, &reply, NULL, NULL);
  if (address_size != ADDRESS_ROOM) return fail(env, EINVAL);
  int v6 = ((struct sockaddr *)address)->sa_family == AF_INET6;
  socklen_t length = v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
  sendto(((Batch *)batch)->fd, reply, size, MSG_DONTWAIT, address, length);
  return NULL;
}

// stream(address, port, threads) -> a bound socket's descriptor, for Node to listen on and to close. Throws with the error's code.
static napi_value open_stream(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3], descriptor;
  char text[INET6_ADDRSTRLEN] = "";
  int32_t port = 0, threads = 1;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_string_utf8(env, arguments[0], text, sizeof text, NULL);
  napi_get_value_int32(env, arguments[1], &port);
  napi_get_value_int32(env, arguments[2], &threads);
  int fd = bound_socket(text, port, SOCK_STREAM, 0, threads);
  if (fd < 0) return fail(env, -fd);
  napi_create_int32(env, fd, &descriptor);
  return descriptor;
}

// steer(descriptor, threads): once it listens; one that is steered before may not listen beside others. Throws with the error's code.
static napi_value steer_stream(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  int32_t fd = -1, threads = 1;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_int32(env, arguments[0], &fd);
  napi_get_value_int32(env, arguments[1], &threads);
  Address address;
  socklen_t length = sizeof address;
  if (getsockname(fd, &address.any, &length) != 0 || steer(fd, address.any.sa_family, threads) != 0) return fail(env, errno);
  return NULL;
}

// close(socket): once.
static napi_value close_batch(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value arguments[1];
  void *batch;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_external(env, arguments[0], &batch);
  shut(batch);
  return NULL;
}

NAPI_MODULE_INIT() {
  const struct {
    const char *name;
    napi_callback call;
  } functions[] = {{"open", open_batch}, {"stream", open_stream}, {"steer", steer_stream}, {"send", send_one}, {"close", close_batch}};
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    napi_value function;
    napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL, &function);
    napi_set_named_property(env, exports, functions[i].name, function);
  }
  return exports;
}
