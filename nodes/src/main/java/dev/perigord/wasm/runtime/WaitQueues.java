package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The threads that wait at addresses of a shared memory (proposal threads), first come first served. */
final class WaitQueues {
    private static final int WOKEN = 0;
    private static final int NOT_EQUAL = 1;
    private static final int TIMED_OUT = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Deque<Waiter>> waiters = new HashMap<>();

    private static final class Waiter {
        final Condition condition;
        boolean woken;

        Waiter(Condition condition) {
            this.condition = condition;
        }
    }

    /**
     * Waits until another thread notifies, in a way that ends when the context is cancelled.
     *
     * @param expected whether memory still holds what was expected
     * @param timeout in nanoseconds; negative for none
     * @return 0 if woken, 1 if memory holds something else, 2 if the time is over
     */
    int await(long address, BooleanSupplier expected, long timeout, Node location) {
        TruffleSafepoint.setBlockedThreadInterruptible(location, ReentrantLock::lockInterruptibly, lock);
        try {
            if (!expected.getAsBoolean()) {
                return NOT_EQUAL;
            }
            Waiter waiter = new Waiter(lock.newCondition());
            waiters.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(waiter);
            try {
                long deadline = System.nanoTime() + timeout;
                TruffleSafepoint.setBlockedThreadInterruptible(location, w -> sleep(w, timeout < 0, deadline), waiter);
            } finally {
                remove(address, waiter);
            }
            return waiter.woken ? WOKEN : TIMED_OUT;
        } finally {
            lock.unlock();
        }
    }

    private static void sleep(Waiter waiter, boolean forever, long deadline) throws InterruptedException {
        while (!waiter.woken) {
            if (forever) {
                waiter.condition.await();
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                waiter.condition.await(left, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void remove(long address, Waiter waiter) {
        Deque<Waiter> queue = waiters.get(address);
        if (queue != null) {
            queue.remove(waiter);
            if (queue.isEmpty()) {
                waiters.remove(address);
            }
        }
    }

    /** Wakes up to {@code count} (unsigned) waiters and gives how many they were. */
    int notify(long address, int count, Node location) {
        TruffleSafepoint.setBlockedThreadInterruptible(location, ReentrantLock::lockInterruptibly, lock);
        try {
            Deque<Waiter> queue = waiters.get(address);
            int woken = 0;
            while (queue != null && !queue.isEmpty() && Integer.compareUnsigned(woken, count) < 0) {
                Waiter waiter = queue.poll();
                waiter.woken = true;
                waiter.condition.signal();
                woken++;
            }
            return woken;
        } finally {
            lock.unlock();
        }
    }
}
