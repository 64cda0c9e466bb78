// Puts one question after the other to two UDP servers of this machine, evenly, and notes how long each took: a program without a garbage collector,
// so that a slow answer is the server's. Usage: steady-load QUESTIONS RATE END PORT PORT [summary], written by bench/steady-load.ts, which has all
// layouts. With `summary` what came of each question is not kept, however many there are.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SERVERS = 2, IDS = 65536, ROOM = 4096, BUFFER = 4 << 20 };
// A summary counts answers by how long they took: to the microsecond below 16 ms, to 64 of them up to four seconds.
enum { FINE = 16384, COARSE = 64, COUNTS = FINE + 65536 };

// Of one question: when it was asked (milliseconds since 1970), milliseconds to each answer (not a number: none), and what the first server answered.
typedef struct {
  double at;
  float took[SERVERS];
  uint16_t rcode, records;
  uint32_t spare;
} Exchange;

typedef struct {
  uint16_t client, length;
  const uint8_t *packet;
} Question;

static Exchange *exchanges;
static long asked, room;
static double began[IDS][SERVERS];
static int ports[SERVERS], *sockets;
static Question *questions;
static int only_summary;
static uint32_t counts[SERVERS][COUNTS], answered[SERVERS], failures;
static double worst[SERVERS];

static void give_up(const char *what) {
  perror(what);
  exit(1);
}

static double milliseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void *memory(size_t size) {
  void *block = malloc(size);
  if (block == NULL) give_up("memory");
  return block;
}

// The file: how many addresses and questions (32 bits each), four bytes an address, and of each question its client, its length (16 bits each) and itself.
static uint32_t read_questions(const char *path, uint32_t *clients, uint32_t **addresses) {
  FILE *file = fopen(path, "rb");
  uint32_t counts[2];
  if (file == NULL || fread(counts, 4, 2, file) != 2 || counts[0] == 0 || counts[1] == 0) give_up(path);
  *clients = counts[0];
  *addresses = memory(counts[0] * 4);
  if (fread(*addresses, 4, counts[0], file) != counts[0]) give_up(path);
  questions = memory(counts[1] * sizeof *questions);
  for (uint32_t i = 0; i < counts[1]; i++) {
    uint16_t head[2];
    if (fread(head, 2, 2, file) != 2 || head[0] >= counts[0] || head[1] < 12) give_up(path);
    uint8_t *packet = memory(head[1]);
    if (fread(packet, 1, head[1], file) != head[1]) give_up(path);
    questions[i] = (Question){head[0], head[1], packet};
  }
  fclose(file);
  return counts[1];
}

static int bound(uint32_t address, int watch, uint32_t i) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), size = BUFFER;
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = address};
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
  if (fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof own) != 0) give_up("bind");
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  if (epoll_ctl(watch, EPOLL_CTL_ADD, fd, &event) != 0) give_up("epoll");
  return fd;
}

// For a summary there is room for as many as there are ids: whoever is not answered by then never is.
static Exchange *exchange(long i) { return &exchanges[only_summary ? i % IDS : i]; }

static void make_room(void) {
  if (asked < room || (only_summary && room == IDS)) return;
  room = room ? room * 2 : IDS;
  exchanges = realloc(exchanges, room * sizeof *exchanges);
  if (exchanges == NULL) give_up("memory");
}

static void ask(const Question *question) {
  make_room();
  uint8_t packet[ROOM];
  memcpy(packet, question->packet, question->length);
  packet[0] = asked >> 8;
  packet[1] = asked;
  *exchange(asked) = (Exchange){.at = milliseconds(CLOCK_REALTIME), .took = {NAN, NAN}};
  // Which is asked first takes turns, so that neither has the other's time on its account.
  for (int turn = 0; turn < SERVERS; turn++) {
    int server = (turn + asked) % SERVERS;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(ports[server]), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    began[asked % IDS][server] = milliseconds(CLOCK_MONOTONIC);
    sendto(sockets[question->client], packet, question->length, 0, (struct sockaddr *)&to, sizeof to);
  }
  asked++;
}

static void count(int server, double took, uint16_t rcode) {
  long us = took * 1e3, at = us < FINE ? us : FINE + (us - FINE) / COARSE;
  counts[server][at < COUNTS ? at : COUNTS - 1]++;
  answered[server]++;
  if (took > worst[server]) worst[server] = took;
  if (server == 0 && rcode != 0 && rcode != 3) failures++;
}

static void hear(int fd) {
  uint8_t reply[ROOM];
  struct sockaddr_in from;
  for (;;) {
    socklen_t length = sizeof from;
    ssize_t got = recvfrom(fd, reply, sizeof reply, 0, (struct sockaddr *)&from, &length);
    if (got < 0) return;
    double now = milliseconds(CLOCK_MONOTONIC);
    int server = ntohs(from.sin_port) == ports[0] ? 0 : 1;
    if (got < 12 || ntohs(from.sin_port) != ports[server]) continue;
    // The last question that had this id.
    long i = asked - 1 - ((asked - 1 - (reply[0] << 8 | reply[1])) & (IDS - 1));
    if (i < 0 || !isnan(exchange(i)->took[server])) continue;
    exchange(i)->took[server] = now - began[i % IDS][server];
    if (only_summary) count(server, now - began[i % IDS][server], reply[3] & 15);
    if (server == 0) {
      exchange(i)->rcode = reply[3] & 15;
      exchange(i)->records = reply[6] << 8 | reply[7];
    }
  }
}

static void wait_until(double moment, int watch) {
  double left = moment - milliseconds(CLOCK_MONOTONIC);
  if (left < 0) left = 0;
  struct timespec time = {.tv_sec = left / 1e3, .tv_nsec = fmod(left, 1e3) * 1e6};
  struct epoll_event events[64];
  int count = epoll_pwait2(watch, events, 64, &time, NULL);
  if (count < 0 && errno != EINTR) give_up("epoll");
  for (int i = 0; i < count; i++) hear(sockets[events[i].data.u32]);
}

static double percentile(int server, double share) {
  uint32_t wanted = ceil(answered[server] * share), seen = 0;
  for (int at = 0; at < COUNTS; at++)
    if ((seen += counts[server][at]) >= wanted) return (at < FINE ? at : FINE + (at - FINE) * (double)COARSE) / 1e3;
  return NAN;
}

// How many were asked and how many the first server answered with an error; then a line a server: answers, median, 99th, 99.9th percentile, longest.
static int print_summary(void) {
  printf("%ld %u\n", asked, failures);
  for (int i = 0; i < SERVERS; i++)
    printf("%u %.3f %.3f %.3f %.3f\n", answered[i], percentile(i, 0.5), percentile(i, 0.99), percentile(i, 0.999), worst[i]);
  return 0;
}

int main(int argc, char **argv) {
  only_summary = argc == 7 && strcmp(argv[6], "summary") == 0;
  if (argc != 6 + only_summary) return fputs("steady-load QUESTIONS RATE END PORT PORT [summary]\n", stderr), 2;
  struct rlimit files = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);
  prctl(PR_SET_TIMERSLACK, 1000);
  uint32_t clients, *addresses, count = read_questions(argv[1], &clients, &addresses);
  double between = 1e3 / atof(argv[2]), end = atof(argv[3]);
  for (int server = 0; server < SERVERS; server++) ports[server] = atoi(argv[4 + server]);
  int watch = epoll_create1(0);
  sockets = memory(clients * sizeof *sockets);
  for (uint32_t i = 0; i < clients; i++) sockets[i] = bound(addresses[i], watch, i);
  double start = milliseconds(CLOCK_MONOTONIC), due;
  while (milliseconds(CLOCK_REALTIME) < end) {
    // What was missed is made up for, but not all at once: a server is to be measured, not a burst of ours.
    due = start + asked * between;
    if (milliseconds(CLOCK_MONOTONIC) >= due) {
      ask(&questions[asked % count]);
      due += between;
    }
    wait_until(due, watch);
  }
  // The last answers are waited for, as long as one may take whose upstream is silent.
  for (due = milliseconds(CLOCK_MONOTONIC) + (only_summary ? 2500 : 1000); milliseconds(CLOCK_MONOTONIC) < due;) wait_until(due, watch);
  if (only_summary) return print_summary();
  return fwrite(exchanges, sizeof *exchanges, asked, stdout) == (size_t)asked ? 0 : 1;
}
