#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace smartmove::web {

/// When each slot of the page store was last used, by a clock that ticks with every page that comes in; 0: not since
/// this process began. Four bytes a slot, in chunks. Reading and marking is free of locks; only grow() must be alone.
class SlotMarks {
 public:
  static constexpr std::size_t chunk_slots = 16384;
  static constexpr std::size_t max_slots = chunk_slots * 16384;

  /// Makes room for `slot`. False where there is none.
  bool grow(std::uint32_t slot) {
    if (slot >= max_slots) return false;
    const auto index = slot / chunk_slots;
    if (!owned_[index]) {
      owned_[index] = std::make_unique<Chunk>();
      chunks_[index].store(owned_[index].get(), std::memory_order_release);
    }
    return true;
  }

  std::uint32_t get(std::uint32_t slot) const {
    const auto* mark = find(slot);
    return mark ? mark->load(std::memory_order_relaxed) : 0;
  }
  /// Written only where it differs, so that threads do not fight for the line.
  void touch(std::uint32_t slot) {
    const auto now = clock_.load(std::memory_order_relaxed);
    if (auto* mark = find(slot); mark && mark->load(std::memory_order_relaxed) != now) {
      mark->store(now, std::memory_order_relaxed);
    }
  }
  void clear(std::uint32_t slot) {
    if (auto* mark = find(slot)) mark->store(0, std::memory_order_relaxed);
  }
  void tick() { clock_.fetch_add(1, std::memory_order_relaxed); }

 private:
  using Mark = std::atomic<std::uint32_t>;
  using Chunk = std::array<Mark, chunk_slots>;
  Mark* find(std::uint32_t slot) const {
    if (slot >= max_slots) return nullptr;
    auto* chunk = chunks_[slot / chunk_slots].load(std::memory_order_acquire);
    return chunk ? &(*chunk)[slot % chunk_slots] : nullptr;
  }

  std::array<std::atomic<Chunk*>, max_slots / chunk_slots> chunks_{};
  std::array<std::unique_ptr<Chunk>, max_slots / chunk_slots> owned_{};
  std::atomic<std::uint32_t> clock_{1};
};

}  // namespace smartmove::web
