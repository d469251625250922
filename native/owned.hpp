// A vector as an array of numpy, which frees it.
#pragma once
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <utility>
#include <vector>

template <typename T> nanobind::ndarray<nanobind::numpy, T, nanobind::ndim<1>> owned(std::vector<T> &&values) {
    auto *kept = new std::vector<T>(std::move(values));
    nanobind::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<T> *>(p); });
    return nanobind::ndarray<nanobind::numpy, T, nanobind::ndim<1>>(kept->data(), {kept->size()}, owner);
}
