package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
  private final Team team = new Team(3);

  @AfterEach
  void end() {
    team.close();
  }

  @Test
  void everyPartRunsOnceHoweverOftenWorkComes() {
    checkManyRuns();
  }

  private void checkManyRuns() {
    for (int round = 0; round < 2_000; round++) {
      int parts = round % 9;
      AtomicIntegerArray runs = new AtomicIntegerArray(9);
      team.run(parts, runs::incrementAndGet);
      for (int i = 0; i < 9; i++) {
        assertThat(runs.get(i)).isEqualTo(i < parts ? 1 : 0);
      }
    }
  }

  @Test
  void workAfterAPauseWakesThreadsThatParked() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      Set<Thread> workers = ConcurrentHashMap.newKeySet();
      CountDownLatch all = new CountDownLatch(3);
      team.run(3, part -> {
        workers.add(Thread.currentThread());
        all.countDown();
        await(all); // so that no thread can take two parts
      });
      assertThat(workers).hasSize(3).contains(Thread.currentThread());
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void idleThreadsPark() throws InterruptedException {
    List<Thread> members = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(3);
    team.run(3, part -> {
      synchronized (members) {
        members.add(Thread.currentThread());
      }
      all.countDown();
      await(all);
    });
    members.remove(Thread.currentThread());
    for (Thread member : members) {
      while (member.getState() != Thread.State.WAITING) {
        TimeUnit.MILLISECONDS.sleep(1); // the time-out of the test is the assertion
      }
      assertThat(member.isDaemon()).isTrue();
    }
  }

  @Test
  void whatAPartThrowsReachesTheCallerWhenAllPartsHaveEnded() {
    AtomicIntegerArray runs = new AtomicIntegerArray(6);
    assertThatThrownBy(() -> team.run(6, part -> {
      runs.incrementAndGet(part);
      if (part == 4) {
        throw new IllegalStateException("part 4");
      }
    })).isInstanceOf(IllegalStateException.class).hasMessage("part 4");
    assertThat(runs.toString()).isEqualTo("[1, 1, 1, 1, 1, 1]");
    checkManyRuns();
  }

  @Test
  void partsThatShareOutPartsDoThemAlone() {
    AtomicIntegerArray runs = new AtomicIntegerArray(20);
    team.run(4, outer -> team.run(5, inner -> runs.incrementAndGet(5 * outer + inner)));
    assertThat(runs.toString()).isEqualTo("[" + "1, ".repeat(19) + "1]");
  }

  @Test
  void callersAtTheSameTimeAllGetTheirWorkDone() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
      List<Future<Long>> sums = new ArrayList<>();
      for (int caller = 0; caller < 6; caller++) {
        sums.add(callers.submit(() -> {
          long sum = 0;
          for (int round = 0; round < 500; round++) {
            long[] parts = new long[4];
            team.run(4, i -> parts[i] = i + 1L);
            sum += parts[0] + parts[1] + parts[2] + parts[3];
          }
          return sum;
        }));
      }
      for (Future<Long> sum : sums) {
        assertThat(sum.get()).isEqualTo(5_000);
      }
    }
  }

  @Test
  void anInterruptedCallerStaysInterruptedAndItsWorkWhole() {
    Thread.currentThread().interrupt();
    AtomicIntegerArray runs = new AtomicIntegerArray(3);
    team.run(3, part -> {
      LockSupport.parkNanos(1_000_000);
      runs.incrementAndGet(part);
    });
    assertThat(runs.toString()).isEqualTo("[1, 1, 1]");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aClosedTeamLeavesTheWorkToItsCaller() {
    team.close();
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    team.run(3, part -> workers.add(Thread.currentThread()));
    assertThat(workers).containsExactly(Thread.currentThread());
  }

  @Test
  void aScopeChoosesTheTeam() {
    assertThat(team.call(Team::current)).isSameAs(team);
    assertThat(Team.current()).isSameAs(Team.shared());
    assertThat(team.size()).isEqualTo(3);
    assertThatThrownBy(() -> new Team(0)).hasMessage("a team of 0 threads: expected at least 1");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
