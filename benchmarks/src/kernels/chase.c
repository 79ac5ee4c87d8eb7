// Pointer chasing: builds a binary search tree of 16,384 nodes in a scattered order and looks n keys up.
#include "kernel.h"

enum { NODES = 1 << 14 };
typedef struct Node {
  struct Node *left, *right;
  uint32_t key, hits;
} Node;

static Node nodes[NODES];

int32_t run(int32_t n) {
  uint32_t state = 777;
  Node *root = NULL;
  for (uint32_t i = 0; i < NODES; i++) {
    Node *node = &nodes[i * 5471u & (NODES - 1)];
    node->left = node->right = NULL;
    node->key = next_random(&state) & 0xFFFFF;
    node->hits = 0;
    Node **place = &root;
    while (*place) {
      place = node->key < (*place)->key ? &(*place)->left : &(*place)->right;
    }
    *place = node;
  }
  uint32_t depth = 0;
  for (int32_t i = 0; i < n; i++) {
    uint32_t key = next_random(&state) & 0xFFFFF;
    Node *node = root;
    while (node && node->key != key) {
      node->hits++;
      depth++;
      node = key < node->key ? node->left : node->right;
    }
  }
  uint32_t hash = depth;
  for (uint32_t i = 0; i < NODES; i++) {
    hash = mix(hash, nodes[i].hits);
  }
  return (int32_t)hash;
}
