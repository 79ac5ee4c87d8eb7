package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * When generated code asks Truffle whether there is something to be done: only while there is something.
 *
 * <p>A question in each iteration, however cheap, keeps HotSpot from much that it does with loops. So loops only read the
 * ordinary field {@link #needed}, which compilers do once, before the loop. While a thread is in generated code, Truffle
 * tells its {@link Visit} when something comes up. The thread gets a moment to notice that by itself, in host code for
 * example. Then the field becomes true and {@link #SITE} changes: what is compiled, which assumes that it does not, is
 * given up at HotSpot's next safepoint, also in the middle of a loop, and goes on interpreted, where the field is read.
 */
public final class Polling {
    /** How long a thread may take until it is made to poll. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    /** How long all threads poll then: giving up compiled code again and again would cost more than polling. */
    private static final Duration TERM = Duration.ofMinutes(1);

    private static final ThreadLocal<Visit> VISIT = ThreadLocal.withInitial(Visit::new);

    /** Whether generated code polls; an ordinary field on purpose. */
    public static boolean needed = !isHotSpot();

    /** Changes when polling begins. Generated loops get its target and drop it, so that compilers assume what it is. */
    public static final MutableCallSite SITE = new MutableCallSite(target(0));

    /** How often polling has begun. */
    private static int beginnings;

    /** How many threads have something to do. */
    private static int pending;

    private Polling() {}

    /** Whether compiled code is given up in the middle of loops when what it assumes of call sites no longer holds. */
    private static boolean isHotSpot() {
        String name = System.getProperty("java.vm.name", "").toLowerCase(Locale.ROOT);
        return name.contains("hotspot") || name.contains("openjdk") || name.contains("graalvm");
    }

    private static MethodHandle target(int number) {
        return MethodHandles.constant(int.class, number);
    }

    /**
     * Runs something that calls generated code and may take long, so that Truffle can interrupt it.
     *
     * @param location where the thread is, for Truffle's actions
     */
    public static <T> void enter(Node location, Consumer<T> code, T argument) {
        Visit visit = VISIT.get();
        if (visit.isPresent) {
            code.accept(argument);
            return;
        }
        visit.isPresent = true;
        try {
            TruffleSafepoint.getCurrent().setBlocked(location, visit, code::accept, argument, null, null);
        } finally {
            visit.isPresent = false;
        }
    }

    /** Something is to be done by a thread that is in generated code. */
    private static synchronized void comesUp(Visit visit) {
        if (!visit.isPending) {
            visit.isPending = true;
            pending++;
            if (!needed) {
                Thread.ofPlatform().daemon().name("WebAssembly interruption").start(() -> insist(visit));
            }
        }
    }

    /** The thread has seen what is to be done. */
    private static synchronized void isSeen(Visit visit) {
        if (visit.isPending) {
            visit.isPending = false;
            pending--;
        }
    }

    private static void insist(Visit visit) {
        sleep(PATIENCE);
        if (tryBegin(visit)) {
            do {
                sleep(TERM);
            } while (!tryEnd());
        }
    }

    /** Makes all generated code poll, if it does not and the thread has still something to do. */
    private static synchronized boolean tryBegin(Visit visit) {
        if (!visit.isPending || needed) {
            return false;
        }
        needed = true;
        SITE.setTarget(target(++beginnings));
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
        return true;
    }

    /** Ends polling if no thread has something to do. */
    private static synchronized boolean tryEnd() {
        needed = pending > 0;
        return !needed;
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            // Nobody has reason to interrupt this thread; going on earlier is harmless.
        }
    }

    /** A thread's stay in generated code. */
    private static final class Visit implements TruffleSafepoint.Interrupter {
        /** Whether the thread, which alone uses this field, is there. */
        private boolean isPresent;

        /** Whether there is something to be done that the thread has not seen. */
        private boolean isPending;

        @Override
        public void interrupt(Thread thread) {
            comesUp(this);
        }

        @Override
        public void resetInterrupted() {
            isSeen(this);
        }
    }
}
